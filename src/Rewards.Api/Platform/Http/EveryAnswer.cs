namespace Rewards.Api.Platform.Http;

/// <summary>
/// Gives every request an id that its answer, its errors and the log share; a caller may bring its own. Every answer,
/// whoever made it, is kept by no cache, and tells a browser what it may do with it.
/// </summary>
internal static class EveryAnswer
{
    public const string Header = "X-Request-Id";

    private const int Longest = 64;

    public static Task Prepare(HttpContext context, RequestDelegate next)
    {
        var brought = context.Request.Headers[Header];
        if (brought.Count == 1 && IsUsable(brought[0]!))
        {
            context.TraceIdentifier = brought[0]!;
        }
        else
        {
            context.TraceIdentifier = Guid.CreateVersion7().ToString("N");
        }

        // At the last moment: where an exception is answered, headers that were set before it are lost.
        context.Response.OnStarting(Mark, context);
        return next(context);
    }

    private static Task Mark(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers[Header] = context.TraceIdentifier;
        headers.CacheControl = headers.CacheControl is { Count: > 0 } chosen ? chosen : "no-store";
        context.RequestServices.GetRequiredService<BrowserRules>().WriteTo(context);
        return Task.CompletedTask;
    }

    private static bool IsUsable(string id) =>
        id.Length is > 0 and <= Longest
            && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
