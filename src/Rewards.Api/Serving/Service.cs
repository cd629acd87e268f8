using Microsoft.Extensions.Options;
using Rewards.Api.Culture;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Culture.CarryingOut;
using Rewards.Api.Culture.FindingOffers;
using Rewards.Api.Culture.Moderating;
using Rewards.Api.Culture.Ordering;
using Rewards.Api.Culture.Paying;
using Rewards.Api.Culture.OverseeingOrders;
using Rewards.Api.Culture.OverseeingPayments;
using Rewards.Api.Culture.Picturing;
using Rewards.Api.Culture.Supplying;
using Rewards.Api.Culture.Waiting;
using Rewards.Api.Ledger;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.CheckingIn;
using Rewards.Api.Members.Inviting;
using Rewards.Api.Members.ReadingNotices;
using Rewards.Api.Members.ReviewingPoints;
using Rewards.Api.Members.ShowingCodes;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Merchants.CashingUp;
using Rewards.Api.Merchants.ManagingMerchants;
using Rewards.Api.Merchants.Redeeming;
using Rewards.Api.Merchants.Refunding;
using Rewards.Api.Operators.Adjusting;
using Rewards.Api.Operators.Auditing;
using Rewards.Api.Operators.ManagingOperators;
using Rewards.Api.Operators.Reporting;
using Rewards.Api.Operators.ReviewingMembers;
using Rewards.Api.Operators.ReviewingProgramme;
using Rewards.Api.Operators.ReviewingPurchases;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Http.OpenApi;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.Sandbox;
using Rewards.Api.Serving.Sandbox.Stripe;
using Rewards.Api.Site;
using Rewards.Api.Site.SigningPages;

namespace Rewards.Api.Serving;

/// <summary>Puts the service together, in the order in which a request flows.</summary>
internal static class Service
{
    /// <param name="args">The host's settings.</param>
    /// <param name="mapEndpoints">What it answers; null: all of it.</param>
    public static WebApplication Build(string[] args, Action<WebApplication>? mapEndpoints = null)
    {
        var app = BuildSilent(args);
        UsePipeline(app);
        (mapEndpoints ?? MapEndpoints)(app);
        return app;
    }

    /// <summary>All services, and no answers: for verbs, which need half the time without.</summary>
    public static WebApplication BuildSilent(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Settings are read once; watching their files would only cost.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ContentRootPath = AppContext.BaseDirectory,
        });
        HostSettings.Check(builder.Configuration, builder.Environment);
        ConfigureServer(builder);
        AddServices(builder);
        var app = builder.Build();

        // Takes as long as all that comes before the first query, so it is done beside that.
        _ = Task.Run(app.Services.GetRequiredService<Database>().WarmUp);
        return app;
    }

    private static void ConfigureServer(WebApplicationBuilder builder)
    {
        string[] settings = ["urls", "http_ports", "https_ports"];
        if (settings.All(setting => builder.Configuration[setting] is null))
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 64 * 1024;
            server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            server.Limits.MaxRequestHeaderCount = 50;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(new Clock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<Clock>());
        services.AddSection<ServeOptions>(ServeOptions.Section)
            .Configure<IConfiguration>((options, configuration) => options.TrustedProxies = TrustedProxies.Read(
                configuration.GetSection($"{ServeOptions.Section}:{nameof(ServeOptions.TrustedProxies)}")))
            .Validate(
                options => options.PublicBaseUrl is not null || !builder.Environment.IsProduction(),
                "Service:PublicBaseUrl: is required in Production: the address by which members reach the service.")
            .Validate(
                options => options.PublicBaseUrl is not { IsAbsoluteUri: true, Scheme: "http" }
                    || !builder.Environment.IsProduction(),
                "Service:PublicBaseUrl: must begin with https:// in Production: members' sessions travel over HTTPS "
                    + "only.");
        services.AddSingleton<PublicAddress>();
        services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ServeOptions>>(
                (headers, options) => TrustedProxies.Use(headers, options.Value.TrustedProxies));
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routing => routing.ThrowOnBadRequest = true);
        services.AddValidation();
        services.AddProblems();
        services.AddSingleton<BrowserRules>();
        services.AddSingleton<QueryParameters>();
        services.AddHealth();
        services.AddOpenApiDocuments();
        services.AddStore();
        services.AddSealing(builder.Environment);
        services.AddReference();
        services.AddMeasuring(builder.Configuration);

        // Before what writes when it starts, as shared keys may: the writer must run by then.
        services.AddLedger();
        services.AddCallers();
        services.AddManagingOperators();
        services.AddRateLimits();
        services.AddSigningIn();
        services.AddSigningPages();
        services.AddSite(builder.Environment);
        services.AddRedeeming();
        services.AddCashingUp();
        services.AddReviewingPurchases();
        services.AddAdjusting();
        services.AddCulture();
        services.AddFindingOffers();
        services.AddReadingNotices();
        services.AddStripe();
        services.AddOrdering();
        services.AddPaying();
        services.AddWaiting();
        services.AddOverseeingOrders();
        services.AddOverseeingPayments();
        services.AddAdmitting();
        services.AddCarryingOut();
        services.AddSupplying();
        services.AddPicturing();
        services.AddModerating();
        services.AddSandbox(SandboxMode.Read(builder.Configuration, builder.Environment));
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(EveryAnswer.Prepare);
        app.UseMiddleware<RequestLog>();
        if (!app.Environment.IsDevelopment())
        {
            app.Use(HttpsOnly.Refuse);
        }

        app.Use(ForeignForms.Refuse);
        app.UseProblems();
        app.UseRouting();
        app.Use(Unrouted.Answer);
        app.Use(PageVerbs.Check);
        app.Use(BodyFormat.Check);
        app.Use(Overload.TurnAway);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.Use(QueryParameters.Check);
        app.Use(KeyedRequest.UseIdempotencyKeys);
        app.Use(RequestTexts.Check);
        app.UsePublicPages();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApiDocuments();
        app.MapSite();
        app.MapSigningPages();
        app.MapSigningIn();
        app.MapCheckingIn();
        app.MapInviting();
        app.MapReviewingPoints();
        app.MapReadingNotices();
        app.MapShowingCodes();
        app.MapQuoting();
        app.MapRedeeming();
        app.MapRefunding();
        app.MapReviewingRefunds();
        app.MapReviewingRedemptions();
        app.MapReviewingOwnPurchases();
        app.MapCashingUp();
        app.MapReviewingMembers();
        app.MapReviewingPurchases();
        app.MapAdjusting();
        app.MapManagingMerchants();
        app.MapManagingOperators();
        app.MapFindingOffers();
        app.MapOrdering();
        app.MapPaying();
        app.MapWaiting();
        app.MapOverseeingOrders();
        app.MapOverseeingPayments();
        app.MapAdmitting();
        app.MapSupplying();
        app.MapPicturing();
        app.MapReviewingOwnOffers();
        app.MapModerating();
        app.MapReviewingProgramme();
        app.MapReporting();
        app.MapVerifying();
        app.MapAuditing();
        app.MapScheduling();
        if (app.Services.GetRequiredService<SandboxMode>().IsOn)
        {
            app.MapSandbox();
            app.MapFakeWeChat();
            app.MapFakeStripe();
        }
    }
}
