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
}
