using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Adjusting;

/// <summary>An operator's entry with a reason.</summary>
/// <param name="Id">Given by the service.</param>
/// <param name="SignedPoints">
/// Not 0, and at most <see cref="Points.MostInOneOperation"/> in either direction; negative: points are withdrawn.
/// </param>
/// <param name="Note">Shown to the member.</param>
public sealed record Adjustment(string Id, long SignedPoints, string Note)
{
    /// <exception cref="ArgumentOutOfRangeException">
    /// No adjustment may move so many: the caller did not check.
    /// </exception>
    public long SignedPoints { get; } =
        SignedPoints is not 0 and >= -Points.MostInOneOperation and <= Points.MostInOneOperation
            ? SignedPoints
            : throw new ArgumentOutOfRangeException(nameof(SignedPoints));

    /// <summary>How many points move, in either direction.</summary>
    public Points Size => new(Math.Abs(SignedPoints));
}

/// <summary>What one operator gave and took on a business date without a second person, given and taken alike.</summary>
/// <param name="ForMember">For the member in question.</param>
/// <param name="InAll">For all members.</param>
public readonly record struct AdjustedAlone(Points ForMember, Points InAll);

/// <summary>Gives points, or withdraws them.</summary>
public static class Adjust
{
    /// <summary>How long somebody may decide about an adjustment that waits; then it lapses.</summary>
    public static readonly TimeSpan WaitsFor = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether a second person has to agree before anything moves. What one person gave and took alone on a business
    /// date is added up, so that many small adjustments are no way around it.
    /// </summary>
    /// <param name="adjustment">What is asked for.</param>
    /// <param name="alone">What the same person did alone on that date.</param>
    /// <param name="rules">The most that one person may do alone.</param>
    public static bool NeedsApproval(Adjustment adjustment, AdjustedAlone alone, AdjustingRules rules) =>
        alone.ForMember + adjustment.Size > rules.AloneForMember || alone.InAll + adjustment.Size > rules.AloneInAll;

    /// <returns>
    /// Refuses <c>insufficient_points</c> (only spendable points can be withdrawn) or <c>balance_limit_exceeded</c>.
    /// </returns>
    public static Outcome<LedgerChange> Decide(Adjustment adjustment, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        return adjustment.SignedPoints < 0 ? Withdraw(adjustment, change) : Give(adjustment, change);
    }

    private static Outcome<LedgerChange> Give(Adjustment adjustment, LedgerChange change)
    {
        var after = change.Account.Available + change.Account.Held + adjustment.Size;
        return after.Value > Points.MostInABalance
            ? new Refusal(
                "balance_limit_exceeded",
                $"A member can have at most {Points.MostInABalance} points.",
                $"会员最多可持有 {Points.MostInABalance} 积分。")
            : change.Credit(EntryKind.Adjustment, "adjustment", adjustment.Size, adjustment.Id, adjustment.Note);
    }

    private static Outcome<LedgerChange> Withdraw(Adjustment adjustment, LedgerChange change)
    {
        var spendable = change.Account.Available;
        if (adjustment.Size > spendable)
        {
            return new Refusal(
                "insufficient_points",
                $"{spendable} points are spendable, {adjustment.Size} were to be withdrawn.",
                $"可用积分为 {spendable}，要扣回 {adjustment.Size}。")
            {
                Facts = new Dictionary<string, object>
                {
                    ["requested_points"] = adjustment.Size.Value,
                    ["spendable_points"] = spendable.Value,
                },
            };
        }

        return change.Post(new Movement(
            EntryKind.Adjustment,
            LedgerAccount.Available,
            LedgerAccount.Withdrawn,
            [.. change.Account.Lots.Pick(adjustment.Size).Select(Slice.OutOf)])
        {
            Reference = adjustment.Id,
            Note = adjustment.Note,
        });
    }
}
