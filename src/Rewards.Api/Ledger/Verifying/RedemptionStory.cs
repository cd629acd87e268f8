using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>A redemption with its entries, in their order, and its refunds.</summary>
internal sealed record RedemptionStory(
    StoredRedemption Redemption, IReadOnlyList<StoredRefund> Refunds, List<StoredEntry> Entries)
{
    public List<StoredEntry> Holds { get; } = Entries.FindAll(entry => entry.Kind == EntryKinds.Hold);

    public List<StoredEntry> Captures { get; } = Entries.FindAll(entry => entry.Kind == EntryKinds.Capture);

    /// <summary>What took points from the hold: capture, release, expiry.</summary>
    public List<StoredEntry> Ends { get; } = Entries.FindAll(entry => entry.From == AccountNames.Held);

    public List<StoredEntry> RefundEntries { get; } = Entries.FindAll(entry => entry.Kind == EntryKinds.Refund);

    /// <summary>The entry that took the points from what was available; null for 0 points.</summary>
    public StoredEntry? Taking => Entries.Find(entry => entry.From == AccountNames.Available);

    public bool HasSlices => Entries.TrueForAll(entry => entry.Slices is not null);

    /// <summary>When the hold of an order is over (UTC); null: a till's, which has its length from the programme.</summary>
    public DateTimeOffset? OrderEnds => Order is { PayUntil: not null } ? Order.HeldUntil : Order?.ValidUntil;

    /// <summary>Null: a till's.</summary>
    public StoredOrder? Order { get; private init; }

    /// <summary>
    /// The kinds of its entries, refunds left out: <c>hold capture release</c>. An order's tickets may be released one
    /// after the other, which is told once.
    /// </summary>
    public string Told => string.Join(' ', Entries
        .Where(entry => entry.Kind != EntryKinds.Refund)
        .Select(entry => entry.Kind)
        .Aggregate(new List<string>(), (told, kind) =>
            Redemption.OrderId is not null && kind == EntryKinds.Release && told.LastOrDefault() == kind ? told : [.. told, kind]));

    /// <summary>Whether nothing of it is held any more.</summary>
    public bool IsOver =>
        Redemption.Status != StoredRedemption.Held || Entries.Exists(entry => entry.Kind == EntryKinds.HoldExpired);

    /// <summary>
    /// What may be told when the row says what it says. A hold that is over keeps the status 'held': time ends it, and
    /// an entry books that.
    /// </summary>
    public IReadOnlyList<string> Expected => Redemption switch
    {
        { OrderId: not null, HoldExpiresAt: not null } => ExpectedOfOrder,
        { Points: 0, Status: StoredRedemption.Held or StoredRedemption.Captured or StoredRedemption.Released } => [""],
        { Status: StoredRedemption.Held } => ["hold", "hold hold_expired"],
        { Status: StoredRedemption.Released } => ["hold release"],
        { Status: StoredRedemption.Captured, HoldExpiresAt: null } => ["capture"],
        { Status: StoredRedemption.Captured } => [IsPartial ? "hold capture release" : "hold capture"],
        _ => ["(no such status)"],
    };

    /// <summary>Paid at a venue: some of its tickets may have been released before.</summary>
    private string[] ExpectedOfOrder => (Holds.Count, Redemption.Status) switch
    {
        (0, _) => [""],
        (_, StoredRedemption.Held) => ["hold", "hold release", "hold hold_expired", "hold release hold_expired"],
        (_, StoredRedemption.Released) => ["hold release"],
        (_, StoredRedemption.Captured) => Redemption.Points == 0 ? ["hold release"] : ["hold capture", "hold release capture"],
        _ => ["(no such status)"],
    };

    private bool IsPartial => Holds.Sum(hold => hold.Points) > Redemption.Points;

    public static RedemptionStory Of(StoredRedemption redemption, MemberRows member) => new(
        redemption,
        [.. member.RefundsByRedemption[redemption.Id]],
        [.. member.EntriesByReference[redemption.Id].Where(IsPartOfOne)])
    {
        Order = redemption.OrderId is null ? null : member.Orders.Find(order => order.Id == redemption.OrderId),
    };

    public static bool IsPartOfOne(StoredEntry entry) => entry.Kind
        is EntryKinds.Hold or EntryKinds.Capture or EntryKinds.Release or EntryKinds.HoldExpired or EntryKinds.Refund;

    /// <summary>Points that the entries took, by the lot that they came from.</summary>
    public static Dictionary<Lot, long> From(IEnumerable<StoredEntry> entries)
    {
        var points = new Dictionary<Lot, long>();
        foreach (var slice in entries.SelectMany(entry => entry.Slices ?? []))
        {
            if (slice.From is { } lot)
            {
                points[lot] = points.GetValueOrDefault(lot) + slice.Points;
            }
        }

        return points;
    }
}
