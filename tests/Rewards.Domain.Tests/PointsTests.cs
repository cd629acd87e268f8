namespace Rewards.Domain.Tests;

public sealed class PointsTests
{
    [Fact]
    public void A_sum_that_does_not_fit_fails_loudly()
    {
        Assert.Throws<OverflowException>(() => new Points(long.MaxValue) + new Points(1));
        Assert.Throws<OverflowException>(() => new[] { long.MaxValue, 1 }.Sum(value => new Points(value)));
    }

    [Fact]
    public void A_difference_that_does_not_fit_fails_loudly() =>
        Assert.Throws<OverflowException>(() => new Points(long.MinValue) - new Points(1));

    [Theory]
    [InlineData(299, 300, -1)]
    [InlineData(300, 300, 0)]
    [InlineData(301, 300, 1)]
    public void Points_are_ordered_by_their_number(long left, long right, int order)
    {
        var (one, other) = (new Points(left), new Points(right));

        Assert.Equal(order, Math.Sign(one.CompareTo(other)));
        Assert.Equal([order < 0, order > 0], [one < other, one > other]);
        Assert.Equal([order <= 0, order >= 0], [one <= other, one >= other]);
        Assert.Equal(Math.Min(left, right), Points.Min(one, other).Value);
    }

    [Fact]
    public void Nothing_adds_up_to_no_points() => Assert.True(Array.Empty<Points>().Sum(points => points).IsZero);

    [Fact]
    public void Points_are_written_alike_in_every_culture() =>
        Assert.Equal("-1234567", Culture.Run("ar-SA", new Points(-1_234_567).ToString));
}
