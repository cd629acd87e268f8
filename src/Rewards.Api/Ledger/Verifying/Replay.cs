using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>What a member's entries add up to so far: the account again, built from nothing but its history.</summary>
internal sealed class Replay(MemberRows member)
{
    private static readonly Dictionary<Lot, long> Nothing = [];

    private readonly long[] points = new long[(int)Side.Unknown + 1];

    public long LastSeq { get; private set; }

    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>How far the newest entry's own balance is off: what it says, less what the sum so far is.</summary>
    public long Drift { get; private set; }

    /// <summary>False once slices were damaged: then the lots are not known any more.</summary>
    public bool KnowsLots { get; private set; } = true;

    /// <summary>Every lot that ever held points.</summary>
    public Dictionary<Lot, LotFlow> Lots { get; } = [];

    /// <summary>
    /// Held points by redemption and lot; what was given back or captured is gone, what was never there is negative.
    /// </summary>
    public Dictionary<string, Dictionary<Lot, long>> Holds { get; } = [];

    public long this[Side side] => points[(int)side];

    public long Earned => -this[Side.Issued];

    /// <summary>Whose history it is.</summary>
    public MemberRows Member => member;

    public void Apply(StoredEntry entry)
    {
        (LastSeq, LastAt) = (entry.Seq, entry.At);
        var (from, to) = (AccountNames.SideOf(entry.From), AccountNames.SideOf(entry.To));
        points[(int)from] -= entry.Points;
        points[(int)to] += entry.Points;
        Drift = entry.AvailableAfter - this[Side.Available];
        KnowsLots &= entry.Slices is not null;
        foreach (var slice in entry.Slices ?? [])
        {
            Move(slice, from, to);
            MoveHold(slice, entry, from, to);
        }
    }

    public IReadOnlyDictionary<Lot, long> HeldBy(string redemptionId) => Holds.GetValueOrDefault(redemptionId, Nothing);

    private void Move(StoredSlice slice, Side from, Side to)
    {
        if (slice.From is { } left)
        {
            FlowOf(left).Move(from, -slice.Points);
        }

        if ((slice.To ?? slice.From) is { } reached)
        {
            FlowOf(reached).Move(to, slice.Points);
        }

        if (slice.To is { } into && slice.To != slice.From)
        {
            FlowOf(into).Receive(slice.Points);
            LeaveFor(slice);
        }
    }

    private void LeaveFor(StoredSlice slice)
    {
        if (slice.From is { } left)
        {
            FlowOf(left).MoveOut(slice.Points);
        }
    }

    private void MoveHold(StoredSlice slice, StoredEntry entry, Side from, Side to)
    {
        if (to == Side.Held && slice.To is { } held)
        {
            ChangeHold(entry.Reference, held, slice.Points);
        }
        else if (from == Side.Held && slice.From is { } taken)
        {
            ChangeHold(entry.Reference, taken, -slice.Points);
        }
    }

    private void ChangeHold(string redemptionId, Lot lot, long change)
    {
        if (!Holds.TryGetValue(redemptionId, out var lots))
        {
            Holds.Add(redemptionId, lots = []);
        }

        lots[lot] = lots.GetValueOrDefault(lot) + change;
        if (lots[lot] == 0)
        {
            lots.Remove(lot);
        }

        if (lots.Count == 0)
        {
            Holds.Remove(redemptionId);
        }
    }

    private LotFlow FlowOf(Lot lot)
    {
        if (!Lots.TryGetValue(lot, out var flow))
        {
            Lots.Add(lot, flow = new LotFlow());
        }

        return flow;
    }
}
