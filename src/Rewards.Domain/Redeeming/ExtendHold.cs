using Rewards.Domain.Ledger;

namespace Rewards.Domain.Redeeming;

/// <summary>
/// Lets a hold live longer, where what it is for takes place later. No point moves: redemption and hold say a later end,
/// together. It never gets earlier.
/// </summary>
public static class ExtendHold
{
    /// <summary>Nothing changes where it is not held any more, also by time.</summary>
    /// <param name="redemption">As stored.</param>
    /// <param name="until">The end that is wanted (UTC).</param>
    /// <param name="account">The member's.</param>
    /// <param name="moment">When.</param>
    public static RedemptionChange Decide(Redemption redemption, DateTimeOffset until, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        if (redemption.StatusAt(change.Moment.Now) != RedemptionStatus.Held || until <= redemption.HoldExpiresAt)
        {
            return new RedemptionChange(redemption, change);
        }

        return new RedemptionChange(
            redemption with { HoldExpiresAt = until },
            change.Remember(all => all with
            {
                Holds = [.. all.Holds.Select(hold => hold.RedemptionId == redemption.Id ? hold with { ExpiresAt = until } : hold)],
            }));
    }
}
