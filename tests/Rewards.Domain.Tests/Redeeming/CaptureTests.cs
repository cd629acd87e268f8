using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

public sealed class CaptureTests
{
    private static readonly RedemptionChange Held = Some.Held(
        Some.Account(("signup/2027-11-30", 300), ("check_in/2026-12-31", 25)), points: 120, clock: "2026-11-24 12:00");

    [Fact]
    public void A_capture_takes_the_whole_hold_where_nothing_else_is_said()
    {
        var change = Capture(Held, points: null, "2026-11-24 12:05").Value;

        Assert.Equal(["Capture 120 held to merchant:mch_bookshop"], change.Ledger.Entries.InWords());
        Assert.Equal(
            "check_in/2026-12-31 to outside: 25, signup/2027-11-30 to outside: 95",
            change.Ledger.Entries[0].Slices.InWords());
        Assert.Empty(change.Ledger.Account.Holds);
        Assert.Equal(new Points(205), change.Ledger.Account.Available);
        Assert.Equal(new Points(120), change.Ledger.Account.Totals.Spent);
    }

    [Fact]
    public void A_captured_redemption_knows_what_it_spent_and_when()
    {
        var redemption = Capture(Held, points: 120, "2026-11-24 12:05").Value.Redemption;

        Assert.Equal(RedemptionStatus.Captured, redemption.StatusAt(Some.At("2030-01-01 00:00")));
        Assert.Equal(Some.At("2026-11-24 12:05"), redemption.CapturedAt);
        Assert.Equal([new Points(25), new Points(95)], redemption.Spent.Select(lot => lot.Left));
        Assert.Equal((new Fen(1200), new Fen(7600)), (redemption.Discount, redemption.Cash));
    }

    [Fact]
    public void Capturing_fewer_points_takes_the_soonest_to_expire_and_releases_the_rest()
    {
        var change = Capture(Held, points: 30, "2026-11-24 12:05").Value;

        Assert.Equal(
            ["Capture 30 held to merchant:mch_bookshop", "Release 90 held to available"],
            change.Ledger.Entries.InWords());
        Assert.Equal(
            "check_in/2026-12-31 to outside: 25, signup/2027-11-30 to outside: 5",
            change.Ledger.Entries[0].Slices.InWords());
        Assert.Equal("signup/2027-11-30 to signup/2027-11-30: 90", change.Ledger.Entries[1].Slices.InWords());
        Assert.Equal("signup/2027-11-30: 295", change.Ledger.Account.Lots.InWords());
        Assert.Empty(change.Ledger.Account.Holds);
    }

    [Fact]
    public void Capturing_fewer_points_makes_the_discount_smaller_and_keeps_the_gross()
    {
        var redemption = Capture(Held, points: 30, "2026-11-24 12:05").Value.Redemption;

        Assert.Equal((new Fen(300), new Fen(8500)), (redemption.Discount, redemption.Cash));
        Assert.Equal((new Points(30), new Fen(8800)), (redemption.Points, redemption.Purchase.Gross));
    }

    [Theory]
    [InlineData(1L, null)]
    [InlineData(119L, null)]
    [InlineData(120L, null)]
    [InlineData(121L, "capture_exceeds_hold")]
    [InlineData(0L, "capture_needs_points")]
    [InlineData(-1L, "capture_needs_points")]
    public void A_capture_takes_one_point_to_all_that_is_held(long points, string? refusal) =>
        Assert.Equal(refusal, Capture(Held, points, "2026-11-24 12:05").Refusal?.Code);

    [Fact]
    public void Capturing_too_much_says_how_much_is_held() =>
        Assert.Equal(120L, Capture(Held, points: 121, "2026-11-24 12:05").Refusal?.Facts["held_points"]);

    [Theory]
    [InlineData("2026-11-24 12:14:59.999", null)]
    [InlineData("2026-11-24 12:15", "redemption_not_held")]
    [InlineData("2027-11-24 12:00", "redemption_not_held")]
    public void From_its_deadline_on_a_hold_cannot_be_captured(string clock, string? refusal) =>
        Assert.Equal(refusal, Capture(Held, points: null, clock).Refusal?.Code);

    [Fact]
    public void A_refused_capture_says_what_became_of_the_redemption()
    {
        var captured = Capture(Held, points: null, "2026-11-24 12:05").Value;

        var again = Capture(captured, points: null, "2026-11-24 12:06");
        var late = Capture(Held, points: null, "2026-11-24 12:15");

        Assert.Equal(RedemptionStatus.Captured, again.Refusal?.Facts["redemption_status"]);
        Assert.Equal(RedemptionStatus.Expired, late.Refusal?.Facts["redemption_status"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    public void A_redemption_of_no_points_is_captured_without_an_entry(long? points)
    {
        var change = Capture(Some.Held(Some.Account(), points: 0), points, "2026-11-24 12:05").Value;

        Assert.Equal((RedemptionStatus.Captured, new Fen(8800)), (change.Redemption.Status, change.Redemption.Cash));
        Assert.Empty(change.Redemption.Spent);
        Assert.Empty(change.Ledger.Entries);
    }

    [Theory]
    [InlineData(1L, "2026-11-24 12:05", "capture_exceeds_hold")]
    [InlineData(null, "2026-11-24 12:15", "redemption_not_held")]
    public void A_redemption_of_no_points_has_limits_and_a_deadline_too(long? points, string clock, string refusal) =>
        Assert.Equal(refusal, Capture(Some.Held(Some.Account(), points: 0), points, clock).Refusal?.Code);

    [Fact]
    public void A_hold_that_the_account_does_not_know_is_a_damaged_ledger() =>
        Assert.Throws<LedgerException>(() =>
            Domain.Redeeming.Capture.Decide(Held.Redemption, null, Some.Account(300), Some.Moment()));

    private static Outcome<RedemptionChange> Capture(RedemptionChange held, long? points, string clock) =>
        Domain.Redeeming.Capture.Decide(
            held.Redemption, points is { } some ? new Points(some) : null, held.Ledger.Account, Some.Moment(clock));
}
