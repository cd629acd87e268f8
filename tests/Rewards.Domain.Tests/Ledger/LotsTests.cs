using CsCheck;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Ledger;

public sealed class LotsTests
{
    private static readonly Lots Three = Lots.From(
    [
        Some.Lot("signup/2026-12-31", 50),
        Some.Lot("check_in/2026-12-31", 20),
        Some.Lot("signup/2026-11-30", 30),
    ]);

    [Fact]
    public void Lots_stand_in_the_order_in_which_they_are_spent()
    {
        Assert.Equal("signup/2026-11-30: 30, check_in/2026-12-31: 20, signup/2026-12-31: 50", Three.InWords());
        Assert.Equal(new Points(100), Three.Total);
        Assert.Equal(Points.Zero, Lots.None.Total);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "signup/2026-11-30: 1")]
    [InlineData(30, "signup/2026-11-30: 30")]
    [InlineData(31, "signup/2026-11-30: 30, check_in/2026-12-31: 1")]
    [InlineData(99, "signup/2026-11-30: 30, check_in/2026-12-31: 20, signup/2026-12-31: 49")]
    [InlineData(100, "signup/2026-11-30: 30, check_in/2026-12-31: 20, signup/2026-12-31: 50")]
    public void Spending_uses_up_the_soonest_to_expire_first(long wanted, string picked) =>
        Assert.Equal(picked, Three.Pick(new Points(wanted)).InWords());

    [Fact]
    public void More_than_there_is_cannot_be_picked() =>
        Assert.Throws<LedgerException>(() => Three.Pick(new Points(101)));

    [Fact]
    public void Points_join_the_lot_that_is_there()
    {
        var more = Three.Add(Some.Lot("check_in/2026-12-31", 5));

        Assert.Equal("signup/2026-11-30: 30, check_in/2026-12-31: 25, signup/2026-12-31: 50", more.InWords());
        Assert.Equal(new Points(105), more.Total);
    }

    [Fact]
    public void A_new_lot_takes_its_place_by_its_last_day()
    {
        var more = Three.Add(Some.Lot("grace:signup/2026-12-01", 5));

        Assert.Equal(1, more.ToList().FindIndex(lot => lot.Lot.IsGrace));
        Assert.Equal(3, Three.Count);
    }

    [Fact]
    public void A_lot_that_is_used_up_is_not_kept()
    {
        var left = Three.Take(Some.Lot("check_in/2026-12-31", 20)).Take(Some.Lot("signup/2026-12-31", 49));

        Assert.Equal("signup/2026-11-30: 30, signup/2026-12-31: 1", left.InWords());
        Assert.Equal(new Points(31), left.Total);
    }

    [Theory]
    [InlineData("check_in/2026-12-31", 21)]
    [InlineData("check_in/2026-11-30", 1)]
    public void What_a_lot_does_not_hold_cannot_be_taken(string lot, long points) =>
        Assert.Throws<LedgerException>(() => Three.Take(Some.Lot(lot, points)));

    [Fact]
    public void What_is_picked_is_exactly_what_was_wanted_and_leaves_the_later_rest() =>
        Gen.Select(Gens.Lots, Gen.Double.Unit).Sample((lots, share) =>
        {
            var wanted = new Points((long)(lots.Total.Value * share));

            var picked = lots.Pick(wanted);
            var left = picked.Aggregate(lots, (before, lot) => before.Take(lot));

            Assert.Equal(wanted, picked.Sum(lot => lot.Points));
            Assert.Equal(lots.Total - wanted, left.Total);
            Assert.True(picked.Count == 0 || left.Count == 0 || picked[^1].Lot <= left[0].Lot);
            Assert.Equal(left.InWords(), lots.Without(picked).InWords());
        });
}
