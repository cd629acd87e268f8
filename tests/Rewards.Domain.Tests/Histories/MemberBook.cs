using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Histories;

/// <summary>A member's points, written down from entries alone, and compared with what the domain says.</summary>
internal sealed class MemberBook
{
    private readonly Dictionary<LotKey, LotBook> lots = [];
    private readonly Dictionary<(string Redemption, LotKey Lot), long> held = [];
    private readonly Dictionary<(string Redemption, LotKey Lot), long> spent = [];
    private readonly Dictionary<string, long> sums = [];

    private (long Seq, DateTimeOffset At) newest = (0, DateTimeOffset.MinValue);

    public long SpentFor(string redemption, LotKey lot) => spent.GetValueOrDefault((redemption, lot));

    public void Post(Entry entry)
    {
        CheckOrder(entry);
        foreach (var slice in entry.Slices)
        {
            Post(entry, slice, slice.Points.Value);
        }

        Assert.Equal(sums.GetValueOrDefault("available"), entry.AvailableAfter.Value);
        Assert.All(lots.Values, lot => lot.Check());
    }

    /// <summary>Balances, lots, holds and totals are what the entries add up to.</summary>
    public void Check(Account account)
    {
        Assert.Equal((sums.GetValueOrDefault("available"), HeldNow()), (account.Available.Value, account.Held.Value));
        Assert.Equal(Points(lots.Select(lot => (lot.Key, lot.Value.Available))), Points(account.Lots.Select(Pair)));
        foreach (var hold in account.Holds)
        {
            var pinned = held.Where(points => points.Key.Redemption == hold.RedemptionId)
                .Select(points => (points.Key.Lot, points.Value));
            Assert.Equal(Points(pinned), Points(hold.Lots.Select(Pair)));
        }

        Assert.Equal(newest, (account.LastSeq, account.LastEntryAt));
        CheckTotals(account.Totals);
    }

    /// <summary>An entry moves something somewhere else, and follows the one before it at once.</summary>
    private void CheckOrder(Entry entry)
    {
        Assert.NotEqual(entry.From, entry.To);
        Assert.True(entry.Points.Value > 0 && entry.Slices.All(slice => slice.Points.Value > 0));
        Assert.Equal(entry.Points.Value, entry.Slices.Sum(slice => slice.Points.Value));
        Assert.Equal(newest.Seq + 1, entry.Seq);
        Assert.True(entry.At >= newest.At);
        newest = (entry.Seq, entry.At);
    }

    private void Post(Entry entry, Slice slice, long points)
    {
        Add(sums, entry.From, -points);
        Add(sums, entry.To, points);
        PostToLots(entry, slice, points);
        foreach (var (book, account) in new[] { (held, LedgerAccount.Held), (spent, "merchant:") })
        {
            // A hold or a purchase is known by its redemption; what leaves it must have come into it.
            Add(book, (entry.Reference ?? "", slice.From ?? default), Sign(entry, account) * points);
            Assert.All(book.Values, value => Assert.True(value >= 0));
        }
    }

    private void PostToLots(Entry entry, Slice slice, long points)
    {
        if (slice.From is { } from)
        {
            Lot(from).Change(entry.From, -points);
        }
        else
        {
            Assert.StartsWith("issued:", entry.From, StringComparison.Ordinal);
            Lot(slice.To!.Value).Receive(points);
        }

        if (slice is { From: { } left, To: { } reached } && left != reached)
        {
            Lot(left).MoveOut(points);
            Lot(reached).Receive(points);
        }

        Lot(slice.To ?? slice.From!.Value).Change(entry.To, points);
    }

    private void CheckTotals(Totals totals)
    {
        var (earned, spent) = (-SumOf("issued:"), SumOf("merchant:"));
        var (expired, withdrawn) = (SumOf("breakage"), SumOf("withdrawn"));
        Assert.Equal(
            (earned, spent, expired, withdrawn),
            (totals.Earned.Value, totals.Spent.Value, totals.Expired.Value, totals.Withdrawn.Value));
        Assert.Equal(earned - spent - expired - withdrawn, SumOf("available") + HeldNow());
    }

    private static int Sign(Entry entry, string account) =>
        Convert.ToInt32(entry.To.StartsWith(account, StringComparison.Ordinal))
        - Convert.ToInt32(entry.From.StartsWith(account, StringComparison.Ordinal));

    private static (LotKey Lot, long Points) Pair(LotPoints lot) => (lot.Lot, lot.Points.Value);

    private static IEnumerable<(LotKey Lot, long Points)> Points(IEnumerable<(LotKey Lot, long Points)> lots) =>
        lots.Where(lot => lot.Points != 0)
            .OrderBy(lot => lot.Lot.ExpiresOn)
            .ThenBy(lot => lot.Lot.Source, StringComparer.Ordinal);

    private static void Add<TKey>(Dictionary<TKey, long> book, TKey key, long points)
        where TKey : notnull => book[key] = book.GetValueOrDefault(key) + points;

    private LotBook Lot(LotKey lot) => lots.TryGetValue(lot, out var book) ? book : lots[lot] = new LotBook();

    private long HeldNow() => SumOf(LedgerAccount.Held);

    private long SumOf(string account) =>
        sums.Where(sum => sum.Key.StartsWith(account, StringComparison.Ordinal)).Sum(sum => sum.Value);
}
