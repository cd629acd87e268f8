using Rewards.Domain.Ledger;

namespace Rewards.Domain.Inviting;

/// <summary>Points for the inviter when a friend registers (分享给好友,点击注册即送分).</summary>
public static class CreditInviter
{
    /// <summary>
    /// Credits the inviter, up to a number of friends per business month of their registration. A friend beyond it is
    /// never credited, not later either.
    /// </summary>
    /// <returns>Refuses <c>monthly_limit_reached</c>.</returns>
    public static Outcome<LedgerChange> Decide(Account inviter, string friendId, Moment moment)
    {
        var change = LedgerChange.Open(inviter, moment);
        var today = change.Moment.Today;
        var month = new DateOnly(today.Year, today.Month, 1);
        var credited = inviter.CreditedFriends.In(month);
        var earning = moment.Programme.Earning;
        if (credited >= earning.InvitationsPerMonth)
        {
            return new Refusal(
                "monthly_limit_reached",
                $"{credited} friends were credited this month already.",
                $"本月已有 {credited} 位好友计入奖励。");
        }

        return change
            .Remember(before => before with { CreditedFriends = new CreditedFriends(month, credited + 1) })
            .Credit(EntryKind.Invitation, "invitation", earning.InvitationPoints, friendId);
    }
}
