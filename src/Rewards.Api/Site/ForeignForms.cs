using Rewards.Api.Platform.Http;

namespace Rewards.Api.Site;

/// <summary>
/// Refuses forms that another site sends. Browsers say where a request comes from; antiforgery tokens are the other
/// half, for those that don't.
/// </summary>
internal static class ForeignForms
{
    public static Task Refuse(HttpContext context, RequestDelegate next)
    {
        if (!HasForms(context.Request) || !IsForeign(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This form does not come from this site.", context.RequestAborted);
    }

    private static bool HasForms(HttpRequest request) => SiteRequest.IsSite(request) || SiteRequest.IsSandbox(request);

    private static bool IsForeign(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");
}
