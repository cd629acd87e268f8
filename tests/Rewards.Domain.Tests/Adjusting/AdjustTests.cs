using Rewards.Domain.Adjusting;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Adjusting;

public sealed class AdjustTests
{
    [Fact]
    public void Given_points_are_valid_as_long_as_any_others()
    {
        var change = Adjust.Decide(Adjustment(820), Some.Account(), Some.Moment("2026-11-24 12:00")).Value;

        Assert.Equal(["Adjustment 820 issued:adjustment to available"], change.Entries.InWords());
        Assert.Equal("adjustment/2027-11-30: 820", change.Account.Lots.InWords());
        Assert.Equal(("adj_1", "向您道歉"), (change.Entries[0].Reference, change.Entries[0].Note));
        Assert.Equal(new Totals { Earned = new Points(820) }, change.Account.Totals);
    }

    [Fact]
    public void Withdrawn_points_are_the_soonest_to_expire()
    {
        var account = Some.Account(("signup/2027-11-30", 300), ("check_in/2026-12-31", 5));

        var change = Adjust.Decide(Adjustment(-10), account, Some.Moment()).Value;

        Assert.Equal(["Adjustment 10 available to withdrawn"], change.Entries.InWords());
        Assert.Equal("signup/2027-11-30: 295", change.Account.Lots.InWords());
        Assert.Equal("向您道歉", change.Entries[0].Note);
        Assert.Equal(new Points(10), change.Account.Totals.Withdrawn);
    }

    [Theory]
    [InlineData(-59, null)]
    [InlineData(-60, null)]
    [InlineData(-61, "insufficient_points")]
    public void Only_spendable_points_can_be_withdrawn(long points, string? refusal)
    {
        var holding = Some.Held(Some.Account(100), points: 40).Ledger.Account;

        Assert.Equal(refusal, Adjust.Decide(Adjustment(points), holding, Some.Moment()).Refusal?.Code);
    }

    [Fact]
    public void A_refused_withdrawal_says_what_is_spendable()
    {
        var account = Some.Account(("check_in/2026-11-23", 50), ("signup/2027-11-30", 300));

        var refusal = Adjust.Decide(Adjustment(-301), account, Some.Moment("2026-11-24 00:00")).Refusal!;

        Assert.Equal(301L, refusal.Facts["requested_points"]);
        Assert.Equal(300L, refusal.Facts["spendable_points"]);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, null)]
    [InlineData(11, "balance_limit_exceeded")]
    public void A_balance_has_a_limit_that_counts_held_points_too(long points, string? refusal)
    {
        var holding = Some.Held(Some.Account(Points.MostInABalance - 10), points: 40).Ledger.Account;

        Assert.Equal(refusal, Adjust.Decide(Adjustment(points), holding, Some.Moment()).Refusal?.Code);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    [InlineData(-1000, false)]
    [InlineData(-1001, true)]
    public void A_large_adjustment_waits_for_a_second_person(long points, bool waits) =>
        Assert.Equal(waits, NeedsApproval(points, default));

    [Theory]
    [InlineData(400, 600, false)]
    [InlineData(400, 601, true)]
    [InlineData(-400, 601, true)]
    [InlineData(1, 1000, true)]
    public void Small_ones_for_one_member_add_up_over_the_day(long points, long before, bool waits) =>
        Assert.Equal(waits, NeedsApproval(points, new AdjustedAlone(new Points(before), new Points(before))));

    [Theory]
    [InlineData(1000, 1999, false)]
    [InlineData(1000, 2000, false)]
    [InlineData(1000, 2001, true)]
    [InlineData(-1, 3000, true)]
    public void Small_ones_for_many_members_add_up_over_the_day(long points, long before, bool waits) =>
        Assert.Equal(waits, NeedsApproval(points, new AdjustedAlone(Points.Zero, new Points(before))));

    [Theory]
    [InlineData(0)]
    [InlineData(Points.MostInOneOperation + 1)]
    [InlineData(-Points.MostInOneOperation - 1)]
    [InlineData(long.MinValue)]
    public void An_adjustment_of_nothing_or_of_too_much_cannot_exist(long points) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Adjustment(points));

    [Theory]
    [InlineData(Points.MostInOneOperation)]
    [InlineData(-Points.MostInOneOperation)]
    public void The_most_that_one_adjustment_may_move_moves(long points) =>
        Assert.Null(Adjust.Decide(Adjustment(points), Some.Account(Points.MostInOneOperation), Some.Moment()).Refusal);

    private static bool NeedsApproval(long points, AdjustedAlone alone) =>
        Adjust.NeedsApproval(Adjustment(points), alone, Some.Programme.Adjusting);

    private static Adjustment Adjustment(long points) => new("adj_1", points, "向您道歉");
}
