using System.Buffers.Text;

namespace Rewards.Benchmarks.Loading;

/// <summary>
/// Finds the end of one HTTP/1.1 response in the bytes received so far. Knows lengths and chunks, nothing else.
/// </summary>
internal static class ResponseReader
{
    private static ReadOnlySpan<byte> Newline => "\r\n"u8;

    /// <summary>The response's length in bytes; null: more has to come.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var headers = received[..(end + 2)];
        var body = end + 4;
        if (ValueOf(headers, "\r\nContent-Length: "u8) is { Length: > 0 } length)
        {
            return Utf8Parser.TryParse(length, out int bytes, out _) && body + bytes <= received.Length
                ? body + bytes
                : null;
        }

        return ValueOf(headers, "\r\nTransfer-Encoding: "u8).StartsWith("chunked"u8)
            ? EndOfChunks(received, body)
            : body;
    }

    /// <summary>The status of a response whose first line is there.</summary>
    public static int StatusOf(ReadOnlySpan<byte> received) =>
        Utf8Parser.TryParse(received["HTTP/1.1 ".Length..], out int status, out _) ? status : 0;

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        var at = headers.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = headers[(at + name.Length)..];
        return value[..value.IndexOf(Newline)];
    }

    private static int? EndOfChunks(ReadOnlySpan<byte> received, int at)
    {
        while (true)
        {
            var line = received[at..].IndexOf(Newline);
            if (line < 0 || !Utf8Parser.TryParse(received.Slice(at, line), out int size, out _, 'x'))
            {
                return null;
            }

            at += line + Newline.Length + size + Newline.Length;
            if (at > received.Length)
            {
                return null;
            }

            if (size == 0)
            {
                return at;
            }
        }
    }
}
