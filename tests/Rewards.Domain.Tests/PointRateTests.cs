using CsCheck;

namespace Rewards.Domain.Tests;

public sealed class PointRateTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(11, 1)]
    [InlineData(4999, 499)]
    [InlineData(5000, 500)]
    public void A_fraction_of_a_point_is_no_point(long fen, long points) =>
        Assert.Equal(new Points(points), new PointRate(10).Within(new Fen(fen)));

    [Fact]
    public void Worth_that_does_not_fit_fails_loudly() =>
        Assert.Throws<OverflowException>(() => new PointRate(10).Worth(new Points(long.MaxValue / 9)));

    [Fact]
    public void The_points_within_a_sum_are_the_most_that_are_not_worth_more() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[0, Fen.MostInOneOperation]).Sample((fenPerPoint, fen) =>
        {
            var rate = new PointRate(fenPerPoint);

            var most = rate.Within(new Fen(fen));

            return rate.Worth(most).Value <= fen && rate.Worth(most + new Points(1)).Value > fen;
        });
}
