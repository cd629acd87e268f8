namespace Rewards.Api.Http;

/// <summary>
/// Gives every request an id that its answer, its errors and the log share; a caller may bring its own. No answer is
/// kept by caches, or taken by a browser for something that it does not say it is.
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

        Mark(context);

        // Once more at the last moment: where an exception is answered, the headers set before it are lost.
        context.Response.OnStarting(() =>
        {
            Mark(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Mark(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[Header] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = headers.CacheControl is { Count: > 0 } chosen ? chosen : "no-store";
    }

    private static bool IsUsable(string id) =>
        id.Length is > 0 and <= Longest
            && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
