using Rewards.Domain.Expiring;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Redeeming;

/// <summary>Gives a hold back before its time is over.</summary>
public static class Release
{
    /// <returns>Refuses <c>redemption_not_held</c>.</returns>
    public static Outcome<RedemptionChange> Decide(Redemption redemption, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        if (Capture.NotHeld(redemption, change.Moment.Now) is { } refusal)
        {
            return refusal;
        }

        var held = redemption.Points.IsZero ? [] : Capture.HoldOf(redemption, change).Lots;
        return new RedemptionChange(
            redemption with { Status = RedemptionStatus.Released },
            GiveBack.Held(change, EntryKind.Release, redemption.Id, held));
    }

    /// <summary>Gives a part of a hold back, the points that expire latest; the rest stays held.</summary>
    /// <param name="redemption">Held.</param>
    /// <param name="points">At most what is held.</param>
    /// <param name="change">What was done to the account so far.</param>
    public static RedemptionChange Part(Redemption redemption, Points points, LedgerChange change)
    {
        if (points.IsZero)
        {
            return new RedemptionChange(redemption, change);
        }

        var held = Capture.HoldOf(redemption, change).Lots;
        var kept = held.TakeFirst(redemption.Points - points);
        return new RedemptionChange(
            redemption with { Points = redemption.Points - points },
            GiveBack.Held(change, EntryKind.Release, redemption.Id, held.Without(kept)));
    }
}
