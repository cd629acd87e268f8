using System.Text.Unicode;
using Rewards.Benchmarks.Loading;

namespace Rewards.Benchmarks.Asking;

/// <summary>Something to be ordered.</summary>
/// <param name="OfferId">Its offer.</param>
/// <param name="Slots">When, each with more places than a run takes.</param>
internal sealed record Bookable(string OfferId, IReadOnlyList<string> Slots);

/// <param name="Free">Costs nothing.</param>
/// <param name="ForPoints">Costs a point.</param>
/// <param name="LastPlace">A slot with one place.</param>
internal sealed record Bookables(Bookable Free, Bookable ForPoints, Bookable LastPlace);

/// <summary>Any member orders a place: anywhere, or where all the others do.</summary>
internal sealed class OrderScript(Town town, int connection, (Bookable What, int Slots) where) : IScript
{
    private readonly Random random = new();
    private readonly Keys keys = new(connection);
    private readonly byte[] body = new byte[512];

    public int Write(Span<byte> request)
    {
        var slot = where.What.Slots[random.Next(where.Slots)];
        Utf8.TryWrite(
            body,
            $"{{\"offer_id\":\"{where.What.OfferId}\",\"slot_id\":\"{slot}\",\"quantity\":1,\"accept_version\":1}}",
            out var length);
        var caller = (Members.TokenOf(town.Members.Any(random)), keys.Next());
        return Requests.PostKeyed(request, "/v1/member/orders", caller, body.AsSpan(0, length));
    }

    public bool IsExpected(Answer answer) => answer.Status == 201;
}

/// <summary>Everybody wants the last place: one gets it.</summary>
internal sealed class RefusedOrderScript(Town town, int connection) : IScript
{
    private readonly OrderScript orders = new(town, connection, (town.Bookables.LastPlace, 1));

    public int Write(Span<byte> request) => orders.Write(request);

    public bool IsExpected(Answer answer) => answer.Status is 422 or 201;
}
