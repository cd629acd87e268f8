using CsCheck;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Tests.Refunding;

public sealed class RefundSplitTests
{
    private static readonly Gen<(RefundSplit Left, PointRate Rate, Fen Amount)> Cases =
        from rate in Gens.Rate
        from points in Gen.Long[0, 60]
        from cash in Gen.OneOf(Gen.Long[0, 12], Gen.Long[0, 5_000])
        where points + cash > 0
        from amount in Gen.Long[1, (points * rate.FenPerPoint) + cash]
        select (new RefundSplit(new Points(points), new Fen(cash)), rate, new Fen(amount));

    [Theory]
    [InlineData(8800, 500, 3800)]
    [InlineData(4400, 250, 1900)]
    [InlineData(1000, 56, 440)]
    [InlineData(17, 0, 17)]
    [InlineData(18, 1, 8)]
    [InlineData(1, 0, 1)]
    [InlineData(8799, 500, 3799)]
    public void A_refund_is_divided_pro_rata_and_rounded_down_in_points(long amount, long points, long cash) =>
        Assert.Equal(Split(points, cash), Of(amount, Split(500, 3800)).Value);

    [Theory]
    [InlineData(5005, 500, 5)]
    [InlineData(5000, 500, 0)]
    [InlineData(4995, 499, 5)]
    [InlineData(10, 1, 0)]
    [InlineData(5, 0, 5)]
    public void Points_replace_the_cash_that_is_not_there(long amount, long points, long cash) =>
        Assert.Equal(Split(points, cash), Of(amount, Split(500, 5)).Value);

    [Theory]
    [InlineData(6, 5, 10)]
    [InlineData(9, 5, 10)]
    [InlineData(16, 15, 20)]
    [InlineData(4999, 4995, 5000)]
    public void An_amount_that_needs_a_part_of_a_point_is_refused_with_the_nearest(long amount, long below, long above)
    {
        var refusal = Of(amount, Split(500, 5)).Refusal!;

        Assert.Equal("refund_not_divisible", refusal.Code);
        Assert.Equal([below, above], (IEnumerable<long?>)refusal.Facts["nearest_fen"]);
    }

    [Fact]
    public void The_largest_refund_does_not_overflow()
    {
        var left = new RefundSplit(new Points(Points.MostInOneOperation), Fen.Zero);

        var split = RefundSplit.Of(new Fen(Fen.MostInOneOperation - 1), left, new PointRate(1)).Value;

        Assert.Equal(Split(999_999_999, 0), split);
    }

    [Fact]
    public void Below_the_smallest_amount_there_is_none()
    {
        var refusal = Of(7, Split(500, 0)).Refusal!;

        Assert.Equal([null, 10], (IEnumerable<long?>)refusal.Facts["nearest_fen"]);
    }

    [Fact]
    public void A_split_adds_up_and_overdraws_neither_points_nor_cash() =>
        Cases.Sample((left, rate, amount) =>
        {
            var outcome = RefundSplit.Of(amount, left, rate);

            return outcome.Refusal is not null || (IsPossible(outcome.Value, left)
                && (outcome.Value.Points.Value * rate.FenPerPoint) + outcome.Value.Cash.Value == amount.Value);
        });

    [Fact]
    public void A_split_is_refused_only_where_none_is_possible_and_the_nearest_ones_are() =>
        Cases.Sample((left, rate, amount) =>
        {
            var refusal = RefundSplit.Of(amount, left, rate).Refusal;

            Assert.Equal(CanSplit(amount.Value, left, rate), refusal is null);
            if (refusal?.Facts["nearest_fen"] is long?[] named)
            {
                long[] nearest = [named[0] ?? 0, named[1]!.Value];
                Assert.NotEqual(0, named[0]);
                Assert.All(nearest.Where(fen => fen > 0), fen => Assert.True(CanSplit(fen, left, rate)));
                Assert.DoesNotContain(Between(nearest), fen => CanSplit(fen, left, rate));
                Assert.InRange(amount.Value, nearest[0] + 1, nearest[1] - 1);
            }
        });

    private static IEnumerable<long> Between(long[] nearest)
    {
        for (var fen = nearest[0] + 1; fen < nearest[1]; fen++)
        {
            yield return fen;
        }
    }

    private static bool CanSplit(long amount, RefundSplit left, PointRate rate) => Enumerable
        .Range(0, (int)left.Points.Value + 1)
        .Any(points => IsPossible(Split(points, amount - (points * rate.FenPerPoint)), left));

    private static bool IsPossible(RefundSplit split, RefundSplit left) =>
        split.Points.Value >= 0 && split.Points <= left.Points && split.Cash.Value >= 0 && !(split.Cash > left.Cash);

    private static Outcome<RefundSplit> Of(long amount, RefundSplit left) =>
        RefundSplit.Of(new Fen(amount), left, new PointRate(10));

    private static RefundSplit Split(long points, long cash) => new(new Points(points), new Fen(cash));
}
