using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Rewards.Api.Tests.Support;

/// <summary>What came back over a connection on which anything may be sent.</summary>
/// <param name="Status">Null: the connection was closed without an answer.</param>
/// <param name="Headers">As they came.</param>
/// <param name="Body">As far as it came.</param>
public sealed partial record RawAnswer(int? Status, string Headers, string Body)
{
    /// <summary>Null: it was not sent.</summary>
    public string? Header(string name) =>
        Regex.Match(Headers, $@"^{Regex.Escape(name)}: *(.*?)\r?$", RegexOptions.IgnoreCase | RegexOptions.Multiline)
            is { Success: true } match ? match.Groups[1].Value : null;

    internal static RawAnswer Of(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(end < 0 ? received : received[..end]);
        var status = StatusLine.Match(head);
        var answer = new RawAnswer(
            status.Success ? int.Parse(status.Groups[1].Value, CultureInfo.InvariantCulture) : null, head, "");
        return end < 0 ? answer : answer with { Body = BodyOf(answer, received[(end + 4)..]) };
    }

    private static string BodyOf(RawAnswer answer, ReadOnlySpan<byte> sent)
    {
        if (answer.Header("Transfer-Encoding") is null)
        {
            return Encoding.UTF8.GetString(sent);
        }

        var body = new MemoryStream();
        while (sent.IndexOf("\r\n"u8) is > 0 and var line
            && int.TryParse(sent[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length)
            && length > 0 && sent.Length >= line + 2 + length)
        {
            body.Write(sent.Slice(line + 2, length));
            sent = sent[Math.Min(sent.Length, line + 2 + length + 2)..];
        }

        return Encoding.UTF8.GetString(body.ToArray());
    }

    [GeneratedRegex(@"\AHTTP/1\.[01] (\d{3}) ")]
    private static partial Regex StatusLine { get; }
}

/// <summary>A connection without a client between: for requests that no client would send.</summary>
public static class RawConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends, and reads until the service closes: ask it to by <c>Connection: close</c>.</summary>
    /// <param name="service">Where it listens.</param>
    /// <param name="request">All that is sent, as ISO 8859-1.</param>
    /// <param name="endsThere">Whether to say that nothing more will come; the service then gives up.</param>
    public static async Task<RawAnswer> SendAsync(Uri service, string request, bool endsThere = false)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(service.Host, service.Port, patience.Token);
        await using var stream = client.GetStream();
        var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            if (endsThere)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await stream.CopyToAsync(received, patience.Token);
        }
        catch (Exception closed) when (closed is IOException or SocketException
            || (closed is OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested))
        {
            // The service may close before it has read everything, or wait for more: what it said until then counts.
        }

        return RawAnswer.Of(received.ToArray());
    }

    /// <summary>Sends, and goes away without waiting for an answer.</summary>
    public static async Task SendAndLeaveAsync(Uri service, string request)
    {
        using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
        await client.ConnectAsync(service.Host, service.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
    }
}
