using System.Text;
using System.Text.Unicode;
using Rewards.Benchmarks.Loading;

namespace Rewards.Benchmarks.Asking;

/// <summary>Redeems one point of any member for a book: held and captured in one call, or in two.</summary>
internal sealed class RedeemScript(Town town, int connection, bool captureAtOnce) : IScript
{
    private const string Path = "/v1/redemptions";

    private readonly Random random = new();
    private readonly Keys keys = new(connection);
    private readonly byte[] body = new byte[512];
    private string? held;

    public int Write(Span<byte> request)
    {
        var key = keys.Next();
        var caller = (town.MerchantKey, key);
        return held is null
            ? Requests.PostKeyed(request, Path, caller, body.AsSpan(0, WriteRedemption(key)))
            : Requests.PostKeyed(request, $"{Path}/{held}/capture", caller, "{}"u8);
    }

    public bool IsExpected(Answer answer)
    {
        var isCapture = held is not null;
        held = isCapture || captureAtOnce || answer.Status != 201 ? null : RedemptionIn(answer);
        return answer.Status == (isCapture ? 200 : 201);
    }

    private int WriteRedemption(string orderNo)
    {
        var capture = captureAtOnce ? "true" : "false";
        Utf8.TryWrite(
            body,
            $"{{\"member_id\":\"{town.Members.Any(random)}\",\"order_no\":\"{orderNo}\","
            + $"\"points\":1,\"capture\":{capture},"
            + $"\"items\":[{{\"name\":\"book\",\"quantity\":1,\"unit_price_fen\":8800}}]}}",
            out var length);
        return length;
    }

    private static string RedemptionIn(Answer answer)
    {
        var location = "\r\nLocation: /v1/redemptions/"u8;
        var rest = answer.Bytes.Span[(answer.Bytes.Span.IndexOf(location) + location.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'\r')]);
    }
}
