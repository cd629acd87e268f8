using System.Text.Unicode;

namespace Rewards.Benchmarks.Asking;

/// <summary>
/// HTTP/1.1 requests as bytes, as a proxy that ends TLS would pass them on: over plain HTTP, Production answers none.
/// </summary>
internal static class Requests
{
    private const string Host = "Host: localhost\r\nX-Forwarded-Proto: https\r\n";

    public static int Get(Span<byte> request, string path, string credential)
    {
        Utf8.TryWrite(
            request,
            $"GET {path} HTTP/1.1\r\n{Host}Authorization: Bearer {credential}\r\n\r\n",
            out var length);
        return length;
    }

    public static int Post(Span<byte> request, string path, string credential)
    {
        Utf8.TryWrite(
            request,
            $"POST {path} HTTP/1.1\r\n{Host}Authorization: Bearer {credential}\r\n"
            + $"Content-Length: 0\r\n\r\n",
            out var length);
        return length;
    }

    public static int PostKeyed(
        Span<byte> request, string path, (string Credential, string Key) caller, ReadOnlySpan<byte> body)
    {
        Utf8.TryWrite(
            request,
            $"POST {path} HTTP/1.1\r\n{Host}Authorization: Bearer {caller.Credential}\r\n"
            + $"Idempotency-Key: {caller.Key}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n",
            out var length);
        body.CopyTo(request[length..]);
        return length + body.Length;
    }
}
