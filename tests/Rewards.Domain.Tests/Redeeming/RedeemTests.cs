using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

public sealed class RedeemTests
{
    private static readonly Account TwoLots = Some.Account(("signup/2027-11-30", 300), ("check_in/2026-12-31", 25));

    [Fact]
    public void A_hold_sets_aside_the_points_that_expire_soonest()
    {
        var change = Some.Held(TwoLots, points: 120);

        Assert.Equal(["Hold 120 available to held"], change.Ledger.Entries.InWords());
        Assert.Equal(
            "check_in/2026-12-31 to check_in/2026-12-31: 25, signup/2027-11-30 to signup/2027-11-30: 95",
            change.Ledger.Entries[0].Slices.InWords());
        Assert.Equal("signup/2027-11-30: 205", change.Ledger.Account.Lots.InWords());
        Assert.Equal(new Points(120), change.Ledger.Account.Held);
        Assert.Equal(TwoLots.Totals, change.Ledger.Account.Totals);
    }

    [Fact]
    public void A_hold_ends_after_the_time_that_the_programme_gives_it()
    {
        var change = Some.Held(TwoLots, points: 120, clock: "2026-11-24 12:00");

        var hold = Assert.Single(change.Ledger.Account.Holds);
        Assert.Equal((Some.RedemptionId, Some.At("2026-11-24 12:15")), (hold.RedemptionId, hold.ExpiresAt));
        Assert.Equal("check_in/2026-12-31: 25, signup/2027-11-30: 95", hold.Lots.InWords());
        Assert.Equal(Some.At("2026-11-24 12:15"), change.Redemption.HoldExpiresAt);
    }

    [Fact]
    public void A_redemption_keeps_what_it_was_quoted()
    {
        var redemption = Some.Held(TwoLots, points: 120).Redemption;

        Assert.Equal((RedemptionStatus.Held, new Points(120)), (redemption.Status, redemption.Points));
        Assert.Equal((new Fen(1200), new Fen(7600)), (redemption.Discount, redemption.Cash));
        Assert.Equal((new PointRate(10), 3), (redemption.Rate, redemption.ProgrammeVersion));
        Assert.Equal(["total", "balance", "per_purchase", "requested"], redemption.Limits.Select(limit => limit.Rule));
        Assert.Equal((Some.MemberId, Some.MerchantId), (redemption.MemberId, redemption.MerchantId));
        Assert.Equal("1001", redemption.OrderNo);
        Assert.Equal((Some.At(Some.Noon), null), (redemption.HeldAt, redemption.CapturedAt));
        Assert.Empty(redemption.Spent);
    }

    [Fact]
    public void Spending_at_once_is_one_entry_to_the_merchant()
    {
        var change = Some.Captured(TwoLots, points: 120);

        Assert.Equal(["Capture 120 available to merchant:mch_bookshop"], change.Ledger.Entries.InWords());
        Assert.Equal(
            "check_in/2026-12-31 to outside: 25, signup/2027-11-30 to outside: 95",
            change.Ledger.Entries[0].Slices.InWords());
        Assert.Equal((new Points(205), Points.Zero), (change.Ledger.Account.Available, change.Ledger.Account.Held));
        Assert.Equal(new Points(120), change.Ledger.Account.Totals.Spent);
    }

    [Fact]
    public void Spending_at_once_leaves_a_captured_redemption()
    {
        var redemption = Some.Captured(TwoLots, points: 120).Redemption;

        Assert.Equal((RedemptionStatus.Captured, null), (redemption.Status, redemption.HoldExpiresAt));
        Assert.Equal(Some.At(Some.Noon), redemption.CapturedAt);
        Assert.Equal(
            [
                new SpentLot(LotKey.Parse("check_in/2026-12-31"), new Points(25), Points.Zero),
                new SpentLot(LotKey.Parse("signup/2027-11-30"), new Points(95), Points.Zero),
            ],
            redemption.Spent);
    }

    [Theory]
    [InlineData(false, RedemptionStatus.Held)]
    [InlineData(true, RedemptionStatus.Captured)]
    public void A_redemption_of_no_points_is_a_redemption_and_writes_no_entry(bool capture, RedemptionStatus status)
    {
        var request = Some.Request(Some.Wanted("1 x 8800", points: 0)) with { Capture = capture };

        var change = Redeem.Decide(request, TwoLots, Some.Moment()).Value;

        Assert.Equal((status, new Fen(8800)), (change.Redemption.Status, change.Redemption.Cash));
        Assert.Empty(change.Ledger.Entries);
        Assert.Empty(change.Ledger.Account.Holds);
    }

    [Fact]
    public void What_a_quote_refuses_a_redemption_refuses_alike()
    {
        var wanted = Some.Wanted("1 x 8800", points: 326);

        var refusal = Redeem.Decide(Some.Request(wanted), TwoLots, Some.Moment()).Refusal;

        Assert.Equal(Some.Quote(wanted, new Points(325), Some.Programme).Refusal?.InFull(), refusal?.InFull());
    }

    [Theory]
    [InlineData("2026-12-31 23:59:59.999", 325)]
    [InlineData("2027-01-01 00:00", 300)]
    public void Points_can_be_spent_to_the_last_millisecond_of_their_last_day(string clock, long spendable)
    {
        var outcome = Redeem.Decide(Some.Request(Some.Wanted("1 x 8800", points: 326)), TwoLots, Some.Moment(clock));

        Assert.Equal(spendable, outcome.Refusal?.Facts["spendable_points"]);
    }

    [Theory]
    [InlineData("2026-11-24 12:14:59.999", 225)]
    [InlineData("2026-11-24 12:15", 325)]
    public void Held_points_cannot_be_spent_again_until_the_hold_is_over(string clock, long spendable)
    {
        var holding = Some.Held(TwoLots, points: 100, clock: "2026-11-24 12:00").Ledger.Account;

        var request = Some.Request(Some.Wanted("1 x 8800", points: 326), "rdm_2");
        var outcome = Redeem.Decide(request, holding, Some.Moment(clock));

        Assert.Equal(spendable, outcome.Refusal?.Facts["spendable_points"]);
    }

    [Fact]
    public void An_entry_names_the_merchant_who_acted_and_the_redemption()
    {
        var moment = Some.Moment(actor: "merchant:mch_bookshop");

        var entry = Redeem.Decide(Some.Request(Some.Wanted("1 x 8800")), TwoLots, moment).Value.Ledger.Entries[0];

        Assert.Equal(("merchant:mch_bookshop", Some.RedemptionId), (entry.Actor, entry.Reference));
    }
}
