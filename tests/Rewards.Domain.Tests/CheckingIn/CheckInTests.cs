using Rewards.Domain.CheckingIn;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.CheckingIn;

public sealed class CheckInTests
{
    [Fact]
    public void A_check_in_earns_points_for_its_day()
    {
        var checkedIn = CheckIn.Decide(Some.Account(), Some.Moment("2026-11-24 00:00")).Value;

        Assert.Equal((Some.Day("2026-11-24"), 1), (checkedIn.On, checkedIn.StreakDays));
        Assert.Equal(new Points(5), checkedIn.Points);
        Assert.Equal(["CheckIn 5 issued:check_in to available"], checkedIn.Ledger.Entries.InWords());
        Assert.Equal("check_in/2027-11-30: 5", checkedIn.Ledger.Account.Lots.InWords());
    }

    [Theory]
    [InlineData("2026-11-24 00:00", "2026-11-24 00:00")]
    [InlineData("2026-11-24 00:00", "2026-11-24 23:59:59.999")]
    public void The_second_check_in_of_a_day_is_refused(string first, string second)
    {
        var outcome = CheckIn.Decide(After(first), Some.Moment(second));

        Assert.Equal("already_checked_in", outcome.Refusal?.Code);
        Assert.Equal(Some.Day("2026-11-24"), outcome.Refusal?.Facts["date"]);
    }

    [Fact]
    public void Midnight_in_Shanghai_begins_another_day()
    {
        var checkedIn = CheckIn.Decide(After("2026-11-24 23:59:59.999"), Some.Moment("2026-11-25 00:00")).Value;

        Assert.Equal((Some.Day("2026-11-25"), 2), (checkedIn.On, checkedIn.StreakDays));
    }

    [Theory]
    [InlineData("2026-11-30 09:00", "2026-12-01 09:00")]
    [InlineData("2028-02-28 09:00", "2028-02-29 09:00")]
    [InlineData("2028-02-29 09:00", "2028-03-01 09:00")]
    [InlineData("2027-02-28 09:00", "2027-03-01 09:00")]
    [InlineData("2026-12-31 23:59", "2027-01-01 00:01")]
    public void A_streak_goes_on_over_the_ends_of_months_and_years(string yesterday, string today) =>
        Assert.Equal(2, CheckIn.Decide(After(yesterday), Some.Moment(today)).Value.StreakDays);

    [Theory]
    [InlineData("2026-11-24 23:59", "2026-11-26 00:00")]
    [InlineData("2028-02-28 09:00", "2028-03-01 09:00")]
    [InlineData("2026-11-24 09:00", "2027-11-24 09:00")]
    public void A_missed_day_begins_the_streak_again(string last, string next) =>
        Assert.Equal(1, CheckIn.Decide(After(last), Some.Moment(next)).Value.StreakDays);

    [Theory]
    [InlineData(5, 6, 5)]
    [InlineData(6, 7, 25)]
    [InlineData(7, 8, 5)]
    [InlineData(13, 14, 25)]
    [InlineData(365, 366, 5)]
    [InlineData(692, 693, 25)]
    public void Every_seventh_day_in_a_row_earns_the_bonus_on_top(long daysBefore, long days, long points)
    {
        var account = Some.Account() with { Streak = new Streak(Some.Day("2026-11-23"), daysBefore) };

        var checkedIn = CheckIn.Decide(account, Some.Moment("2026-11-24 09:00")).Value;

        Assert.Equal((days, new Points(points)), (checkedIn.StreakDays, checkedIn.Points));
        Assert.Equal(new Points(points), Assert.Single(checkedIn.Ledger.Entries).Points);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_bring_a_day_a_second_time()
    {
        var account = After("2026-11-25 09:00");

        Assert.Equal("already_checked_in", CheckIn.Decide(account, Some.Moment("2026-11-24 09:00")).Refusal?.Code);
        Assert.Equal("already_checked_in", CheckIn.Decide(account, Some.Moment("2026-11-25 08:00")).Refusal?.Code);
    }

    [Fact]
    public void Without_points_for_it_a_check_in_still_counts_for_the_streak()
    {
        var earning = Some.Programme.Earning with { CheckInPoints = Points.Zero };

        var checkedIn = CheckIn.Decide(
            Some.Account(), Some.Moment("2026-11-24 09:00", Some.Programme with { Earning = earning })).Value;

        Assert.Empty(checkedIn.Ledger.Entries);
        Assert.Equal(new Streak(Some.Day("2026-11-24"), 1), checkedIn.Ledger.Account.Streak);
    }

    private static Account After(string clock) =>
        CheckIn.Decide(Some.Account(), Some.Moment(clock)).Value.Ledger.Account;
}
