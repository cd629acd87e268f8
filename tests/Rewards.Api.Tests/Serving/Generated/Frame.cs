using System.Globalization;
using System.Text;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>A way to put a body on a connection.</summary>
/// <param name="Name">For whoever reads a finding.</param>
/// <param name="Wrap">From the body, all that follows the other headers.</param>
/// <param name="IsBroken">Whether it can't be read to its end.</param>
/// <param name="EndsTooSoon">Whether less is sent than was promised.</param>
internal sealed record Frame(string Name, Func<string, string> Wrap, bool IsBroken = true, bool EndsTooSoon = false)
{
    public static IReadOnlyList<Frame> All { get; } =
    [
        new("chunked", body => $"Transfer-Encoding: chunked\r\n\r\n{Chunks(body)}0\r\n\r\n", IsBroken: false),
        new("chunked with extension and trailer",
            body => $"Transfer-Encoding: chunked\r\n\r\n{Chunks(body, ";a=b")}0\r\nX-After: 1\r\n\r\n",
            IsBroken: false),
        new("chunk size no number", _ => "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n{}\r\n0\r\n\r\n"),
        new("chunk size negative", _ => "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n"),
        new("chunk longer than said", _ => "Transfer-Encoding: chunked\r\n\r\n2\r\n{}nonsense\r\n0\r\n\r\n"),
        new("chunk of 16 EiB", _ => "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
        new("both lengths", body => $"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{Chunks(body)}0\r\n\r\n"),
        new("gzip", _ => "Transfer-Encoding: gzip\r\n\r\n{}"),
        new("length negative", _ => "Content-Length: -2\r\n\r\n{}"),
        new("length no number", _ => "Content-Length: two\r\n\r\n{}"),
        new("two lengths", _ => "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        new("length of 3 GB", _ => "Content-Length: 3000000000\r\n\r\n{}"),
        new("no length", body => "\r\n" + body),
        new("length too long", body => $"Content-Length: {body.Length + 9}\r\n\r\n{body}", EndsTooSoon: true),
        new("chunk too short", _ => "Transfer-Encoding: chunked\r\n\r\n32\r\n{", EndsTooSoon: true),
        new("no last chunk", body => $"Transfer-Encoding: chunked\r\n\r\n{Chunks(body)}", EndsTooSoon: true),
    ];

    /// <summary>Everything that is sent for this request.</summary>
    public string Write(GeneratedRequest request)
    {
        var text = new StringBuilder($"{request.Method} {request.Target} HTTP/1.1\r\n");
        text.Append("Host: localhost\r\nConnection: close\r\n");
        foreach (var (name, value) in request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (request.ContentType is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: {request.ContentType}\r\n");
        }

        return text.Append(Wrap(Encoding.Latin1.GetString(request.Body ?? "{}"u8.ToArray()))).ToString();
    }

    private static string Chunks(string body, string extension = "") => body.Length == 0 ? "" : string.Concat(
        body.Chunk(100).Select(part => $"{part.Length:x}{extension}\r\n{new string(part)}\r\n"));
}
