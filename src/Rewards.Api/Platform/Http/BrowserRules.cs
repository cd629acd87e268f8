using Microsoft.Extensions.Options;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// What a browser may load and do with an answer, and over which connection it comes again: for pages as much as for
/// what is no page, so that nothing that the service sends can be made one.
/// </summary>
internal sealed class BrowserRules(IOptions<WeChatOptions> weChat)
{
    private const string OfData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Swagger's page sets styles in its elements; all else is the service's own.</summary>
    private const string OfSwagger =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// The fakes' pages have their few lines of style in themselves. The fake Stripe's forms lead back to wherever the
    /// members' site was opened, and browsers hold that redirect against <c>form-action</c>.
    /// </summary>
    private const string OfSandbox =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self' http: https:; "
        + "frame-ancestors 'none'";

    private readonly Lazy<string> ofSite = new(() => OfSite(weChat.Value));

    public void WriteTo(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.Request);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            $"camera=({(SiteRequest.IsDoor(context.Request) ? "self" : "")}), microphone=(), geolocation=(), payment=()";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    private string PolicyFor(HttpRequest request) =>
        SiteRequest.IsSite(request) ? ofSite.Value
        : SiteRequest.IsSwagger(request) ? OfSwagger
        : SiteRequest.IsSandbox(request) ? OfSandbox
        : OfData;

    /// <summary>
    /// Codes are <c>data:</c> pictures; members' pictures and the script of pages are WeChat's. A form may lead there
    /// too: browsers hold the redirects after a form against <c>form-action</c>, and whose session is over goes by
    /// WeChat.
    /// </summary>
    private static string OfSite(WeChatOptions weChat) => string.Join("; ",
        "default-src 'none'",
        $"script-src 'self'{OriginOf(weChat.ScriptAddress)}",
        "style-src 'self'",
        $"img-src 'self' data:{OriginOf(weChat.PictureBase)}",
        "connect-src 'self'",
        $"form-action 'self'{OriginOf(weChat.OpenBase)}",
        "base-uri 'none'",
        "frame-ancestors 'none'");

    /// <summary>Nothing for an address that is our own.</summary>
    private static string OriginOf(Uri address) =>
        address.IsAbsoluteUri ? " " + address.GetLeftPart(UriPartial.Authority) : "";
}
