using Microsoft.Extensions.Options;
using Rewards.Api.Adjusting;
using Rewards.Api.Auditing;
using Rewards.Api.Authenticating;
using Rewards.Api.CashingUp;
using Rewards.Api.CheckingIn;
using Rewards.Api.Http;
using Rewards.Api.Http.OpenApi;
using Rewards.Api.Inviting;
using Rewards.Api.ManagingMerchants;
using Rewards.Api.ManagingOperators;
using Rewards.Api.Measuring;
using Rewards.Api.Redeeming;
using Rewards.Api.Reference;
using Rewards.Api.Refunding;
using Rewards.Api.Reporting;
using Rewards.Api.ReviewingMembers;
using Rewards.Api.ReviewingPoints;
using Rewards.Api.ReviewingProgramme;
using Rewards.Api.ReviewingPurchases;
using Rewards.Api.Sandbox;
using Rewards.Api.Scheduling;
using Rewards.Api.Sealing;
using Rewards.Api.ShowingCodes;
using Rewards.Api.SigningIn;
using Rewards.Api.SigningPages;
using Rewards.Api.Site;
using Rewards.Api.Store;
using Rewards.Api.Verifying;
using Rewards.Api.Writing;

namespace Rewards.Api.Serving;

/// <summary>Puts the service together, in the order in which a request flows.</summary>
internal static class Service
{
    public static WebApplication Build(string[] args)
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
        UsePipeline(app);
        MapEndpoints(app);
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
        services.AddWriting();
        services.AddCallers();
        services.AddManagingOperators();
        services.AddRateLimits();
        services.AddSigningIn();
        services.AddSigningPages();
        services.AddSite(builder.Environment);
        services.AddReviewingPoints();
        services.AddRedeeming();
        services.AddCashingUp();
        services.AddReviewingPurchases();
        services.AddScheduling();
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
        app.MapShowingCodes();
        app.MapQuoting();
        app.MapRedeeming();
        app.MapRefunding();
        app.MapReviewingRefunds();
        app.MapReviewingRedemptions();
        app.MapCashingUp();
        app.MapReviewingMembers();
        app.MapReviewingPurchases();
        app.MapAdjusting();
        app.MapManagingMerchants();
        app.MapManagingOperators();
        app.MapReviewingProgramme();
        app.MapReporting();
        app.MapVerifying();
        app.MapAuditing();
        app.MapScheduling();
        if (app.Services.GetRequiredService<SandboxMode>().IsOn)
        {
            app.MapSandbox();
            app.MapFakeWeChat();
        }
    }
}
