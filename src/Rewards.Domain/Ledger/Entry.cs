namespace Rewards.Domain.Ledger;

/// <summary>
/// One immutable movement of points from one account to another. It balances by construction: what leaves
/// <see cref="From"/> is what reaches <see cref="To"/>, and the slices add up to it.
/// </summary>
public sealed record Entry
{
    /// <exception cref="LedgerException">The movement does not balance.</exception>
    public Entry(string from, string to, IReadOnlyList<Slice> slices)
    {
        if (from == to)
        {
            throw new LedgerException($"An entry from {from} to itself moves nothing.");
        }

        if (slices.Count == 0 || slices.Any(slice => slice.Points.Value < 1))
        {
            throw new LedgerException("An entry needs slices, each of at least one point.");
        }

        (From, To, Slices, Points) = (from, to, slices, slices.Sum(slice => slice.Points));
    }

    public string From { get; }

    public string To { get; }

    public IReadOnlyList<Slice> Slices { get; }

    /// <summary>At least 1.</summary>
    public Points Points { get; }

    public required string MemberId { get; init; }

    /// <summary>Numbers the member's entries from 1, without a gap.</summary>
    public required long Seq { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>The member's available points after this entry.</summary>
    public required Points AvailableAfter { get; init; }

    /// <summary>
    /// What caused it: the id of a redemption, refund, adjustment or friend. Null where the kind says it all.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The day on which the movement takes effect; for what ended by time, the day on which it ended.
    /// </summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>UTC instant of booking; per member never before the previous entry's.</summary>
    public required DateTimeOffset At { get; init; }

    public required int ProgrammeVersion { get; init; }

    /// <summary>Who acted: <c>member</c>, <c>merchant:mch_…</c>, <c>operator:opr_…</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>An operator's words, shown to the member. Null for all but adjustments.</summary>
    public string? Note { get; init; }
}
