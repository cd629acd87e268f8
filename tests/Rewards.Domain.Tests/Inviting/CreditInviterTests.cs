using Rewards.Domain.Inviting;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Inviting;

public sealed class CreditInviterTests
{
    [Fact]
    public void The_inviter_gets_points_when_a_friend_registers()
    {
        var change = CreditInviter.Decide(Some.Account(), "mbr_bob", Some.Moment("2026-11-24 12:00")).Value;

        Assert.Equal(["Invitation 100 issued:invitation to available"], change.Entries.InWords());
        Assert.Equal("mbr_bob", change.Entries[0].Reference);
        Assert.Equal("invitation/2027-11-30: 100", change.Account.Lots.InWords());
    }

    [Fact]
    public void The_twentieth_friend_of_a_month_is_credited_and_the_twenty_first_is_not()
    {
        var after19 = Credited(19, "2026-11-01 00:00");

        var twentieth = CreditInviter.Decide(after19, "mbr_20", Some.Moment("2026-11-30 23:59:59.999")).Value;
        var twentyFirst = CreditInviter.Decide(twentieth.Account, "mbr_21", Some.Moment("2026-11-30 23:59:59.999"));

        Assert.Equal(new Points(2000), twentieth.Account.Available);
        Assert.Equal("monthly_limit_reached", twentyFirst.Refusal?.Code);
    }

    [Theory]
    [InlineData("2026-12-01 00:00")]
    [InlineData("2027-11-24 12:00")]
    public void In_another_month_friends_are_credited_again(string clock)
    {
        var change = CreditInviter.Decide(Credited(20, "2026-11-24 12:00"), "mbr_21", Some.Moment(clock)).Value;

        Assert.Equal(1, change.Account.CreditedFriends.Count);
        Assert.Contains("Invitation 100 issued:invitation to available", change.Entries.InWords());
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_open_the_month_before_again()
    {
        var outcome = CreditInviter.Decide(Credited(20, "2026-12-01 00:00"), "mbr_21", Some.Moment("2026-11-30 23:00"));

        Assert.Equal("monthly_limit_reached", outcome.Refusal?.Code);
    }

    [Fact]
    public void A_programme_that_credits_no_friends_refuses_the_first()
    {
        var earning = Some.Programme.Earning with { InvitationsPerMonth = 0 };
        var moment = Some.Moment(programme: Some.Programme with { Earning = earning });

        Assert.Equal("monthly_limit_reached", CreditInviter.Decide(Some.Account(), "mbr_bob", moment).Refusal?.Code);
    }

    private static Account Credited(int friends, string clock) =>
        Enumerable.Range(1, friends).Aggregate(Some.Account(), (account, friend) =>
            CreditInviter.Decide(account, $"mbr_{friend}", Some.Moment(clock)).Value.Account);
}
