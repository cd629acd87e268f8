using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Ledger;

public sealed class AccountTests
{
    [Fact]
    public void Nothing_is_due_on_an_empty_account() => Assert.Null(Some.Account().NextDue(Some.Shanghai));

    [Fact]
    public void A_lot_is_due_when_its_last_day_is_over()
    {
        var account = Some.Account(("signup/2026-12-31", 5), ("check_in/2026-11-30", 5));

        Assert.Equal(Some.At("2026-12-01 00:00"), account.NextDue(Some.Shanghai));
    }

    [Fact]
    public void A_hold_is_due_at_its_deadline()
    {
        var account = Some.Held(Some.Account(100), points: 100, clock: "2026-11-24 12:00").Ledger.Account;

        Assert.Equal(Some.At("2026-11-24 12:15"), account.NextDue(Some.Shanghai));
    }

    [Theory]
    [InlineData("2026-11-30 23:44", "2026-11-30 23:59")]
    [InlineData("2026-11-30 23:50", "2026-12-01 00:00")]
    public void What_ends_first_is_due_next(string heldAt, string due)
    {
        var account = Some.Account(("signup/2026-11-30", 100));

        var holding = Some.Held(account, points: 40, clock: heldAt).Ledger.Account;

        Assert.Equal(Some.At(due), holding.NextDue(Some.Shanghai));
    }

    [Theory]
    [InlineData("2026-11-24", 3)]
    [InlineData("2026-11-25", 3)]
    [InlineData("2026-11-26", 0)]
    public void A_streak_lasts_until_a_day_was_missed(string today, long days) =>
        Assert.Equal(days, new Streak(Some.Day("2026-11-24"), 3).DaysOn(Some.Day(today)));

    [Fact]
    public void Before_the_first_check_in_there_is_no_streak() =>
        Assert.Equal(0, default(Streak).DaysOn(Some.Day("2026-11-24")));

    [Theory]
    [InlineData("2026-11-01", 4)]
    [InlineData("2026-12-01", 0)]
    [InlineData("2027-11-01", 0)]
    public void Credited_friends_count_for_their_own_month(string month, int count) =>
        Assert.Equal(count, new CreditedFriends(Some.Day("2026-11-01"), 4).In(Some.Day(month)));
}
