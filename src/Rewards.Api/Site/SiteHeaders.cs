using Microsoft.Extensions.Options;
using Rewards.Api.Http;
using Rewards.Api.SigningIn;

namespace Rewards.Api.Site;

/// <summary>
/// Guards every page, whoever made it: what a browser may load and do there, over which connection, and from where a
/// form may come.
/// </summary>
internal sealed class SiteHeaders(IOptions<WeChatOptions> weChat, IHostEnvironment environment)
{
    private const int HttpsOnly = StatusCodes.Status421MisdirectedRequest;

    private readonly Lazy<string> policy = new(() => Policy(weChat.Value));

    public Task Guard(HttpContext context, RequestDelegate next)
    {
        if (!SiteRequest.IsSite(context.Request))
        {
            return next(context);
        }

        SetHeaders(context);
        if (!context.Request.IsHttps && !environment.IsDevelopment())
        {
            return RefuseAsync(
                context,
                HttpsOnly,
                "This site is served over HTTPS only. Behind a proxy: name it in Service:TrustedProxies.");
        }

        return IsForeignForm(context.Request)
            ? RefuseAsync(context, StatusCodes.Status403Forbidden, "This form does not come from this site.")
            : next(context);
    }

    private void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy.Value;
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers.XFrameOptions = "DENY";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    /// <summary>
    /// Browsers say where a request comes from; antiforgery tokens are the other half, for those that don't.
    /// </summary>
    private static bool IsForeignForm(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }

    /// <summary>
    /// WeUI draws its icons by <c>data:</c> pictures; members' pictures and the script of pages are WeChat's.
    /// </summary>
    private static string Policy(WeChatOptions weChat) => string.Join("; ",
        "default-src 'none'",
        $"script-src 'self'{OriginOf(weChat.ScriptAddress)}",
        "style-src 'self'",
        $"img-src 'self' data:{OriginOf(weChat.PictureBase)}",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");

    /// <summary>Nothing for an address that is our own.</summary>
    private static string OriginOf(Uri address) =>
        address.IsAbsoluteUri ? " " + address.GetLeftPart(UriPartial.Authority) : "";
}
