using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Rewards.Api.Platform.Http;

/// <summary>Marks a call whose body is a file, and no JSON.</summary>
/// <param name="MediaTypes">Of which kinds.</param>
public sealed record TakesFile(params IReadOnlyList<string> MediaTypes)
{
    /// <summary>Whether the request says that it is one of them.</summary>
    public bool Allows(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && MediaTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>Reads a body that is no JSON.</summary>
internal static class RawBody
{
    private const int ReadAtOnce = 64 * 1024;

    /// <summary>The server counts in pieces, and must not be faster than who says precisely what is wrong.</summary>
    private const int Slack = 1024 * 1024;

    /// <returns>Null: it is, or is said to be, larger than <paramref name="most"/>.</returns>
    /// <exception cref="BadHttpRequestException">It does not come as HTTP has it.</exception>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most + Slack;
        }

        var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var piece = new byte[ReadAtOnce];
        while (await ReadAsync(context, piece) is > 0 and var read)
        {
            body.Write(piece, 0, read);
            if (body.Length > most)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    /// <inheritdoc cref="KeyedRequest.Translate"/>
    private static async Task<int> ReadAsync(HttpContext context, byte[] piece)
    {
        try
        {
            return await context.Request.Body.ReadAsync(piece, context.RequestAborted);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw KeyedRequest.Translate(broken);
        }
    }
}
