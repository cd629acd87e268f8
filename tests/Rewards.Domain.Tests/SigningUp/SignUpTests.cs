using Rewards.Domain.Ledger;
using Rewards.Domain.SigningUp;

namespace Rewards.Domain.Tests.SigningUp;

public sealed class SignUpTests
{
    [Fact]
    public void A_new_member_gets_300_points_for_a_year_and_the_rest_of_the_month()
    {
        var change = SignUp.Decide(Some.MemberId, Some.Moment("2026-11-24 12:00"));

        Assert.Equal(["Signup 300 issued:signup to available"], change.Entries.InWords());
        Assert.Equal("signup/2027-11-30: 300", change.Account.Lots.InWords());
        Assert.Equal(new Totals { Earned = new Points(300) }, change.Account.Totals);
        Assert.Equal(Some.MemberId, change.Account.MemberId);
    }

    [Theory]
    [InlineData("2026-11-30 23:59:59.999", "signup/2027-11-30: 300")]
    [InlineData("2026-12-01 00:00", "signup/2027-12-31: 300")]
    public void The_month_is_the_one_in_Shanghai(string clock, string lots) =>
        Assert.Equal(lots, SignUp.Decide(Some.MemberId, Some.Moment(clock)).Account.Lots.InWords());

    [Fact]
    public void A_programme_without_sign_up_points_opens_an_empty_account()
    {
        var earning = Some.Programme.Earning with { SignupPoints = Points.Zero };

        var change = SignUp.Decide(Some.MemberId, Some.Moment(programme: Some.Programme with { Earning = earning }));

        Assert.Empty(change.Entries);
        Assert.Equal(0, change.Account.LastSeq);
    }
}
