namespace Rewards.Api.Platform.Http;

/// <summary>
/// In Production nothing is answered over plain HTTP but whether the service is well: a container's host asks that from
/// inside. A caller that forgot the <c>s</c> has shown its credential on the way; it should notice.
/// </summary>
internal static class HttpsOnly
{
    public static Task Refuse(HttpContext context, RequestDelegate next)
    {
        if (context.Request.IsHttps || SiteRequest.IsHealth(context.Request))
        {
            return next(context);
        }

        var problem = Problem.Of("https_required");
        if (!SiteRequest.WantsPage(context.Request))
        {
            return problem.WriteAsync(context);
        }

        // Not a page: its stylesheet would be refused too.
        context.Response.StatusCode = problem.Code.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            problem.Code.Detail(ProblemReader.Of(context).ReadsChinese), context.RequestAborted);
    }
}
