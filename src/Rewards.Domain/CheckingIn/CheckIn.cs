using Rewards.Domain.Ledger;

namespace Rewards.Domain.CheckingIn;

/// <param name="On">The business date that counts.</param>
/// <param name="Points">Points earned, the bonus included.</param>
/// <param name="StreakDays">Days in a row, this one included.</param>
public sealed record CheckedIn(DateOnly On, Points Points, long StreakDays, LedgerChange Ledger);

/// <summary>The daily check-in (签到平台即可赚积分).</summary>
public static class CheckIn
{
    /// <returns>Refuses <c>already_checked_in</c>: once per business date.</returns>
    public static Outcome<CheckedIn> Decide(Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var today = change.Moment.Today;
        if (account.Streak.LastOn >= today)
        {
            return new Refusal(
                "already_checked_in", $"Checked in on {today:o} already.", $"{today:o} 已签到。")
            {
                Facts = new Dictionary<string, object> { ["date"] = today },
            };
        }

        // The streak grows without wrapping.
        var days = account.Streak.DaysOn(today) + 1;
        var points = moment.Programme.Earning.CheckInPointsOn(days);
        change = change
            .Remember(before => before with { Streak = new Streak(today, days) })
            .Credit(EntryKind.CheckIn, "check_in", points);
        return new CheckedIn(today, points, days, change);
    }
}
