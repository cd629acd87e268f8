using CsCheck;
using Rewards.Domain.CheckingIn;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.CheckingIn;

public sealed class StreakProperties
{
    private static readonly Gen<int[]> Gaps = Gen.Frequency((6, 1), (1, 0), (1, 2), (1, 3)).Array[1, 40];

    [Fact]
    public void A_streak_is_the_days_in_a_row_and_a_day_counts_once() =>
        Gen.Select(Gens.Day(2026, 2029), Gaps).Sample((day, gaps) =>
        {
            var (account, row) = (Some.Account(), 0);
            foreach (var gap in gaps)
            {
                day = day.AddDays(gap);
                row = gap == 1 ? row + 1 : gap == 0 ? Math.Max(row, 1) : 1;
                var isSecond = account.Streak.LastOn == day;

                var outcome = CheckIn.Decide(account, MidnightOf(day));

                Assert.Equal(isSecond, outcome.Refusal is not null);
                account = isSecond ? account : outcome.Value.Ledger.Account;
                Assert.Equal(new Streak(day, row), account.Streak);
            }
        });

    [Fact]
    public void Coming_daily_earns_five_points_a_day_and_twenty_more_a_week() =>
        Gen.Select(Gens.Day(2026, 2029), Gen.Int[0, 400]).Sample((day, days) =>
        {
            var account = Enumerable.Range(0, days).Aggregate(Some.Account(), (before, number) =>
                CheckIn.Decide(before, MidnightOf(day.AddDays(number))).Value.Ledger.Account);

            Assert.Equal((5 * days) + (20 * (days / 7)), account.Totals.Earned.Value);
        }, iter: 20);

    private static Moment MidnightOf(DateOnly day) => new(Some.Shanghai.StartOf(day), Some.Programme, Moment.Member);
}
