using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Tests.Refunding;

public sealed class RefundTests
{
    /// <summary>Books of 88.00 yuan: 500 points and 38.00 yuan in cash.</summary>
    private static readonly RedemptionChange Captured = Some.Captured(Some.Account(820), points: 500);

    [Fact]
    public void A_refund_gives_everything_back_where_nothing_else_is_said()
    {
        var refunded = Refund(Captured, amount: null).Value;

        Assert.Equal((new Fen(8800), Split(500, 3800)), (refunded.Amount, refunded.Split));
        Assert.Equal(["Refund 500 merchant:mch_bookshop to available"], refunded.Ledger.Entries.InWords());
        Assert.Equal("adjustment/2027-11-30: 820", refunded.Ledger.Account.Lots.InWords());
        Assert.Equal(Points.Zero, refunded.Ledger.Account.Totals.Spent);
        Assert.Equal(Some.RedemptionId, refunded.Ledger.Entries[0].Reference);
    }

    [Fact]
    public void A_partial_refund_gives_back_pro_rata()
    {
        var refunded = Refund(Captured, amount: 4400).Value;

        Assert.Equal((new Fen(4400), Split(250, 1900)), (refunded.Amount, refunded.Split));
        Assert.Equal(new Fen(4400), refunded.Redemption.RefundedGross);
        Assert.Equal(new Points(250), refunded.Redemption.RefundedPoints);
        Assert.Equal(new Points(250), refunded.Ledger.Account.Totals.Spent);
    }

    [Fact]
    public void A_refunded_redemption_stays_captured_with_what_it_cost()
    {
        var redemption = Refund(Captured, amount: null).Value.Redemption;

        Assert.Equal((RedemptionStatus.Captured, new Points(500)), (redemption.Status, redemption.Points));
        Assert.Equal((new Fen(5000), new Fen(3800)), (redemption.Discount, redemption.Cash));
    }

    [Theory]
    [InlineData(8800L, null)]
    [InlineData(8801L, "refund_exceeds_capture")]
    [InlineData(0L, "refund_exceeds_capture")]
    [InlineData(-1L, "refund_exceeds_capture")]
    public void A_refund_gives_back_one_fen_to_all_that_was_paid(long amount, string? refusal) =>
        Assert.Equal(refusal, Refund(Captured, amount).Refusal?.Code);

    [Fact]
    public void A_refused_refund_says_how_much_is_left()
    {
        var once = Refund(Captured, amount: 8000).Value;

        Assert.Equal(800L, Refund(once, amount: 801).Refusal?.Facts["refundable_fen"]);
    }

    [Fact]
    public void What_is_given_back_is_not_given_back_again()
    {
        var once = Refund(Captured, amount: null).Value;

        Assert.Equal("refund_exceeds_capture", Refund(once, amount: null).Refusal?.Code);
        Assert.Equal(0L, Refund(once, amount: 1).Refusal?.Facts["refundable_fen"]);
    }

    [Fact]
    public void After_a_partial_refund_the_default_is_all_that_is_left()
    {
        var once = Refund(Captured, amount: 1000).Value;

        var twice = Refund(once, amount: null).Value;

        Assert.Equal((Split(56, 440), Split(444, 3360)), (once.Split, twice.Split));
        Assert.Equal(new Points(820), twice.Ledger.Account.Available);
    }

    [Theory]
    [InlineData("2026-11-24 12:05", RedemptionStatus.Held)]
    [InlineData("2026-11-24 12:15", RedemptionStatus.Expired)]
    public void Before_its_capture_a_redemption_is_not_refunded(string clock, RedemptionStatus status)
    {
        var held = Some.Held(Some.Account(820), points: 500, clock: "2026-11-24 12:00");

        var refusal = Domain.Refunding.Refund.Decide(
            held.Redemption, null, held.Ledger.Account, Some.Moment(clock)).Refusal;

        Assert.Equal(("redemption_not_captured", status), (refusal?.Code, refusal?.Facts["redemption_status"]));
    }

    [Fact]
    public void A_purchase_without_points_is_refunded_in_cash_without_an_entry()
    {
        var refunded = Refund(Some.Captured(Some.Account(820), points: 0), amount: 8799).Value;

        Assert.Equal(Split(0, 8799), refunded.Split);
        Assert.Empty(refunded.Ledger.Entries);
        Assert.Equal(new Fen(8799), refunded.Redemption.RefundedGross);
    }

    [Fact]
    public void A_purchase_without_cash_is_refunded_in_whole_points_only()
    {
        var captured = Some.Captured(Some.Account(820), points: 297, lines: "3 x 990");

        Assert.Equal(Split(99, 0), Refund(captured, amount: 990).Value.Split);
        Assert.Equal([990L, 1000L], (IEnumerable<long?>)Refund(captured, amount: 999).Refusal!.Facts["nearest_fen"]);
    }

    [Fact]
    public void Of_a_partial_capture_only_what_was_taken_comes_back()
    {
        var held = Some.Held(Some.Account(820), points: 500);
        var captured = Capture.Decide(held.Redemption, new Points(30), held.Ledger.Account, Some.Moment()).Value;

        var refunded = Refund(captured, amount: null).Value;

        Assert.Equal(Split(30, 8500), refunded.Split);
        Assert.Equal(new Points(820), refunded.Ledger.Account.Available);
    }

    [Fact]
    public void A_refund_knows_the_rate_at_which_the_points_were_spent()
    {
        var dearer = Some.Programme with { Version = 4, Rate = new PointRate(100) };

        var refunded = Domain.Refunding.Refund.Decide(
            Captured.Redemption, null, Captured.Ledger.Account, Some.Moment(programme: dearer)).Value;

        Assert.Equal(Split(500, 3800), refunded.Split);
    }

    private static Outcome<Refunded> Refund(RedemptionChange change, long? amount) =>
        Refund(change.Redemption, change.Ledger, amount);

    private static Outcome<Refunded> Refund(Refunded before, long? amount) =>
        Refund(before.Redemption, before.Ledger, amount);

    private static Outcome<Refunded> Refund(Redemption redemption, LedgerChange ledger, long? amount) =>
        Domain.Refunding.Refund.Decide(
            redemption, amount is { } fen ? new Fen(fen) : null, ledger.Account, Some.Moment("2026-11-25 09:00"));

    private static RefundSplit Split(long points, long cash) => new(new Points(points), new Fen(cash));
}
