namespace Rewards.Api.Http;

/// <summary>
/// Gives every request an id that its answer, its errors and the log share; a caller may bring its own. No answer is
/// kept by caches, or taken by a browser for something that it does not say it is.
/// </summary>
internal static class EveryAnswer
{
    private const string Header = "X-Request-Id";

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

        var headers = context.Response.Headers;
        headers[Header] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static bool IsUsable(string id) =>
        id.Length is > 0 and <= Longest && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
