using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Platform.Http;

/// <summary>Marks endpoints that move points: a request must carry an <c>Idempotency-Key</c>.</summary>
public sealed class NeedsIdempotencyKey
{
    public static NeedsIdempotencyKey Marker { get; } = new();
}

/// <summary>What makes a request the same request when it comes again.</summary>
/// <param name="RowKey">Owner, slash, key: a key belongs to its owner over all endpoints.</param>
/// <param name="Fingerprint">SHA-256 of method, path and raw body.</param>
/// <param name="Reader">For whom an error is written.</param>
public sealed record KeyedRequest(string RowKey, byte[] Fingerprint, ProblemReader Reader)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Comes with an answer that is the first one again.</summary>
    public const string ReplayHeader = "Idempotent-Replayed";

    private const int LargestFirstBuffer = 64 * 1024;
    private const int ShortestKey = 16;
    private const int LongestKey = 64;

    /// <summary>Bound by the middleware that runs before: see <see cref="UseIdempotencyKeys"/>.</summary>
    public static ValueTask<KeyedRequest?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<KeyedRequest>());

    /// <summary>
    /// Reads key and body before the endpoint does, so that the fingerprint is of the very bytes sent.
    /// </summary>
    public static async Task UseIdempotencyKeys(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsIdempotencyKey>() is null)
        {
            await next(context);
            return;
        }

        var (key, problem) = ReadKey(context.Request.Headers[Header]);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        var body = await ReadBodyAsync(context);
        var owner = context.User.Id();
        context.Features.Set(
            new KeyedRequest($"{owner}/{key}", FingerprintOf(context.Request, body), ProblemReader.Of(context)));
        await next(context);
    }

    private static (string Key, Problem? Problem) ReadKey(StringValues headers)
    {
        if (headers.Count == 0)
        {
            return ("", Problem.Of(
                "idempotency_key_missing", "Send a new key for a new request, and the same key to repeat one."));
        }

        // The HTTP working group's draft quotes the key; bare and quoted are the same key.
        var sent = headers.ToString();
        var key = sent is ['"', .. var inner, '"'] ? inner : sent;
        return headers.Count == 1 && key.Length is >= ShortestKey and <= LongestKey
            && key.All(character => character is >= '!' and <= '~')
                ? (key, null)
                : ("", Problem.Of(
                    "idempotency_key_invalid", "A key has 16 to 64 visible ASCII characters, and is sent once."));
    }

    /// <exception cref="BadHttpRequestException">The body is said to be, or is, too large.</exception>
    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        // A length is only what the caller says: it is believed as far as a body may go, and no memory is taken for
        // more.
        var (length, most) = (
            context.Request.ContentLength ?? 1024,
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize);
        if (length > (most ?? long.MaxValue))
        {
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        var buffer = new MemoryStream((int)Math.Min(length, LargestFirstBuffer));
        await ReadAsync(context, buffer);
        var body = buffer.ToArray();
        context.Request.Body = new MemoryStream(body, writable: false);
        return body;
    }

    /// <summary>
    /// The server throws an error of its own for most broken frames, and a bare one for the rest, such as a chunk of
    /// 16 EiB: all of them are the sender's.
    /// </summary>
    internal static BadHttpRequestException Translate(IOException broken) => new("The body's frame is broken.", broken);

    private static async Task ReadAsync(HttpContext context, MemoryStream buffer)
    {
        try
        {
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw Translate(broken);
        }
    }

    private static byte[] FingerprintOf(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path.Value}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
