using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.WebEncoders;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Site.Admitting;
using Rewards.Api.Site.FindingOffers;
using Rewards.Api.Site.Inviting;
using Rewards.Api.Site.Ordering;
using Rewards.Api.Site.Paying;
using Rewards.Api.Site.ReviewingOrders;
using Rewards.Api.Site.ReviewingPoints;
using Rewards.Api.Site.SettingUp;
using Rewards.Api.Site.ShowingCodes;
using Rewards.Api.Site.SigningIn;
using Rewards.Api.Site.Waiting;

namespace Rewards.Api.Site;

/// <summary>The members' site and the door's: pages and their keys.</summary>
internal static class SiteServices
{
    /// <summary>Pages that anybody may see; all others are for members who are signed in.</summary>
    private static readonly string[] Public =
    [
        "sign-in", "sign-in/callback", "welcome", "i/{code}", "terms", "privacy", "merchants", "rules", "help",
        "problem", "look", "door/sign-in", "discover", "offers/{id}", "slots/{id}",
    ];

    public static void AddSite(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddRazorPages(pages => pages.RootDirectory = "/Site");
        services.AddSingleton<IPageHandlerMethodSelector, PageHandlers>();
        services.Configure<WebEncoderOptions>(
            html => html.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<SharedKeys>().ConfigureOptions<SharedKeys.Use>();
        services.AddDataProtection().SetApplicationName("rewards");
        services.AddAntiforgery(forms => UseCookie(forms.Cookie, "rewards-form", environment));
        services.Configure<CookieTempDataProviderOptions>(
            notices => UseCookie(notices.Cookie, "rewards-notice", environment));
        services.AddPublicPages();
        services.AddHttpContextAccessor();
        services.AddScoped<Notices>();
        services.AddScoped<PurchaseViews>();
        services.AddScoped<PointsMonths>();
        services.AddReviewingOrders();
        services.AddDoor();
        services.AddScoped<EntryWords>();
        services.AddScoped<PaymentNewsReader>();
        services.AddScoped<MemberArrivals>();
        services.AddScoped<Profiles>();
        services.AddScoped<ShareCards>();
        services.AddScoped<SitePayments>();
        services.AddScoped<OfferPrices>();
        services.AddScoped<OfferCards>();
        services.AddScoped<ShownOffers>();
        services.AddScoped<FreeThisWeek>();
        services.AddScoped<OthersAlike>();
        services.AddScoped<SiteOrders>();
        services.AddScoped<SiteQueue>();
        services.AddScoped<TodaysTicket>();
        services.AddSingleton<SignInSteps>();
        services.AddScoped(provider => Look.Of(RequestOf(provider)));
        services.AddScoped(provider => new Text(
            provider.GetRequiredService<Look>().Language(RequestOf(provider)),
            provider.GetRequiredService<ReferenceData>().Programme.Calendar));
    }

    public static void MapSite(this IEndpointRouteBuilder routes)
    {
        routes.MapSiteAssets();
        routes.MapStartingSignIn();
        routes.MapCodeEvents();
        routes.MapOrderFiles();
        routes.MapRazorPages().Add(Guard);
    }

    /// <summary>A page is for members, or for staff at the door, never for both: two policies together would be.</summary>
    private static void Guard(EndpointBuilder page)
    {
        var path = ((page as RouteEndpointBuilder)?.RoutePattern.RawText ?? "").Trim('/');
        var isDoor = path.Split('/')[0] == "door";
        page.Metadata.Add(new AuthorizeAttribute(isDoor ? Policies.Door : Policies.Site));
        if (Public.Contains(path))
        {
            page.Metadata.Add(new AllowAnonymousAttribute());
            PublicPages.Mark(page, path);
        }
    }

    private static void UseCookie(CookieBuilder cookie, string name, IHostEnvironment environment)
    {
        var isDevelopment = environment.IsDevelopment();
        cookie.Name = isDevelopment ? name : "__Host-" + name;
        cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    private static HttpRequest RequestOf(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request;
}
