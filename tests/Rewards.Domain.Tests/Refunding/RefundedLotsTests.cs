using CsCheck;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Tests.Refunding;

public sealed class RefundedLotsTests
{
    private static readonly Account ThreeLots = Some.Account(
        ("check_in/2026-12-31", 25), ("check_in/2027-11-30", 30), ("signup/2027-11-30", 300));

    [Fact]
    public void A_partial_refund_gives_back_the_points_that_expire_latest()
    {
        var captured = Some.Captured(ThreeLots, points: 120);

        var first = Refund.Decide(captured.Redemption, new Fen(5500), captured.Ledger.Account, Some.Moment()).Value;
        var second = Refund.Decide(first.Redemption, null, first.Ledger.Account, Some.Moment()).Value;

        Assert.Equal(
            "signup/2027-11-30 to signup/2027-11-30: 65, check_in/2027-11-30 to check_in/2027-11-30: 10",
            first.Ledger.Entries[0].Slices.InWords());
        Assert.Equal(
            "check_in/2027-11-30 to check_in/2027-11-30: 20, check_in/2026-12-31 to check_in/2026-12-31: 25",
            second.Ledger.Entries[0].Slices.InWords());
    }

    [Fact]
    public void A_redemption_remembers_what_came_back_to_each_lot()
    {
        var captured = Some.Captured(ThreeLots, points: 120);

        var refunded = Refund.Decide(captured.Redemption, new Fen(5500), captured.Ledger.Account, Some.Moment()).Value;

        Assert.Equal(
            [(25L, 0L), (30, 10), (65, 65)],
            refunded.Redemption.Spent.Select(lot => (lot.Points.Value, lot.Refunded.Value)));
    }

    [Theory]
    [InlineData("2026-12-24 12:00", "check_in/2026-12-31: 25")]
    [InlineData("2026-12-25 00:00", "grace:check_in/2027-01-01: 25")]
    [InlineData("2026-12-31 23:59:59.999", "grace:check_in/2027-01-07: 25")]
    [InlineData("2027-06-01 12:00", "grace:check_in/2027-06-08: 25")]
    public void What_comes_back_to_a_nearly_or_wholly_expired_lot_gets_grace(string clock, string lots)
    {
        var captured = Some.Captured(Some.Account(("check_in/2026-12-31", 25)), points: 25, clock: "2026-12-01 12:00");

        var refunded = Refund.Decide(captured.Redemption, null, captured.Ledger.Account, Some.Moment(clock)).Value;

        Assert.Equal(lots, refunded.Ledger.Account.Lots.InWords());
        Assert.Single(refunded.Ledger.Entries);
    }

    [Theory]
    [InlineData("2026-12-31 23:59:59.999", "grace:signup/2026-12-31: 25")]
    [InlineData("2027-01-01 00:00", "")]
    public void Grace_is_given_once_and_points_that_had_it_expire_at_once(string clock, string lots)
    {
        var account = Some.Account(("grace:signup/2026-12-31", 25));
        var captured = Some.Captured(account, points: 25, clock: "2026-12-30 12:00");

        var ledger = Refund.Decide(captured.Redemption, null, captured.Ledger.Account, Some.Moment(clock)).Value.Ledger;

        Assert.Equal(lots, ledger.Account.Lots.InWords());
        Assert.Equal(new Points(25), ledger.Account.Available + ledger.Account.Totals.Expired);
        Assert.Equal(Points.Zero, ledger.Account.Totals.Spent);
    }

    [Fact]
    public void Points_that_expire_as_they_come_back_are_refunded_and_then_expired()
    {
        var account = Some.Account(("grace:signup/2026-12-31", 25));
        var captured = Some.Captured(account, points: 25, clock: "2026-12-30 12:00");

        var ledger = Refund.Decide(
            captured.Redemption, null, captured.Ledger.Account, Some.Moment("2027-01-02 12:00")).Value.Ledger;

        Assert.Equal(
            ["Refund 25 merchant:mch_bookshop to available", "Expired 25 available to breakage"],
            ledger.Entries.InWords());
        Assert.Equal(Some.Day("2027-01-01"), ledger.Entries[1].BusinessDate);
    }

    [Fact]
    public void However_a_refund_is_split_it_adds_up_exactly() =>
        Gen.Select(Gens.Wanted, Gen.Long[0, 600], Gen.Double.Unit.Array[0, 12]).Sample((wanted, points, shares) =>
        {
            var request = Some.Request(wanted) with { Capture = true };
            var spent = Redeem.Decide(request, Some.Account(points), Some.Moment()).Value;

            var parts = shares.Aggregate(new Parts(spent), (before, share) => before.Refund(share)).RefundTheRest();

            Assert.Equal(wanted.Purchase.Gross, parts.Redemption.RefundedGross);
            Assert.Equal((spent.Redemption.Points, spent.Redemption.Cash), (parts.Points, parts.Cash));
            Assert.Equal(new Points(points), parts.Account.Available);
        });

    /// <summary>What a series of refunds has given back so far.</summary>
    private sealed record Parts(Redemption Redemption, Account Account, Points Points, Fen Cash)
    {
        public Parts(RedemptionChange spent)
            : this(spent.Redemption, spent.Ledger.Account, Points.Zero, Fen.Zero)
        {
        }

        private Fen Left => Redemption.Purchase.Gross - Redemption.RefundedGross;

        /// <summary>Gives back a share of what is left, if it can be divided.</summary>
        public Parts Refund(double share) => After(Decide(new Fen(1 + (long)(Left.Value * share))));

        public Parts RefundTheRest() => Left == Fen.Zero ? this : After(Decide(null));

        private Outcome<Refunded> Decide(Fen? amount) =>
            Domain.Refunding.Refund.Decide(Redemption, amount, Account, Some.Moment());

        private Parts After(Outcome<Refunded> outcome)
        {
            if (outcome.Refusal is not null)
            {
                return this;
            }

            var refunded = outcome.Value;
            var (points, cash) = refunded.Split;
            Assert.True(points >= Points.Zero && cash.Value >= 0);
            return new Parts(refunded.Redemption, refunded.Ledger.Account, Points + points, Cash + cash);
        }
    }
}
