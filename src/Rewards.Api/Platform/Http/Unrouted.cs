namespace Rewards.Api.Platform.Http;

/// <summary>
/// Answers what routing already decided: no such path, method or media type. Before authorization, which would
/// otherwise deny everything that names no policy with a 401 that sends the caller looking in the wrong place.
/// </summary>
internal static class Unrouted
{
    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        switch (context.GetEndpoint())
        {
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case RouteEndpoint:
                return next(context);
            case var rejection:
                return rejection.RequestDelegate!(context);
        }
    }
}
