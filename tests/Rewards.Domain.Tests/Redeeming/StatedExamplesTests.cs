using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

/// <summary>The examples that the programme's rules were agreed on: 10 points are one yuan, money in fen.</summary>
public sealed class StatedExamplesTests
{
    [Theory]
    [InlineData(Category.Book, "1 x 8800", 820, 500, 5000, 3800, "per_purchase")]
    [InlineData(Category.Book, "3 x 990", 820, 297, 2970, 0, "total")]
    [InlineData(Category.Book, "1 x 5005", 820, 500, 5000, 5, "total, per_purchase")]
    [InlineData(Category.Film, "2 x 3500", 820, 450, 4500, 2500, "cash_floor_per_unit")]
    [InlineData(Category.Film, "1 x 3500, 1 x 1200", 820, 225, 2250, 2450, "cash_floor_per_unit")]
    [InlineData(Category.Film, "1 x 1250", 820, 0, 0, 1250, "cash_floor_per_unit")]
    [InlineData(Category.Scenic, "1 x 9999", 820, 499, 4990, 5009, "share_of_total")]
    [InlineData(Category.Scenic, "3 x 6000", 305, 305, 3050, 14950, "balance")]
    [InlineData(Category.Leisure, "1 x 10000", 820, 300, 3000, 7000, "share_of_total")]
    public void A_member_pays_as_much_with_points_as_the_limits_allow(
        Category category, string lines, long spendable, long points, long discount, long cash, string binding)
    {
        var quote = Some.Quote(Some.Wanted(lines, category: category), new Points(spendable), Some.Programme).Value;

        Assert.Equal((points, discount, cash), (quote.Points.Value, quote.Discount.Value, quote.Cash.Value));
        Assert.Equal(binding.Split(", "), quote.Limits.Where(limit => limit.IsBinding).Select(limit => limit.Rule));
    }

    [Theory]
    [InlineData(Category.Book, "1 x 8800", 7600)]
    [InlineData(Category.Film, "2 x 3500", 5800)]
    [InlineData(Category.Scenic, "1 x 9999", 8799)]
    [InlineData(Category.Leisure, "1 x 10000", 8800)]
    public void A_member_may_ask_for_fewer_points(Category category, string lines, long cash)
    {
        var quote = Some.Quote(Some.Wanted(lines, points: 120, category), new Points(820), Some.Programme).Value;

        Assert.Equal((120, 1200, cash), (quote.Points.Value, quote.Discount.Value, quote.Cash.Value));
        Assert.Equal("requested", Assert.Single(quote.Limits, limit => limit.IsBinding).Rule);
    }

    [Fact]
    public void A_book_never_takes_501_points()
    {
        var outcome = Some.Quote(Some.Wanted("1 x 8800", points: 501), new Points(820), Some.Programme);

        Assert.Equal("cap_exceeded", outcome.Refusal?.Code);
        Assert.Equal(
            [
                new("total", new Fen(8800), false),
                new("balance", new Fen(8200), false),
                new("per_purchase", new Fen(5000), true),
            ],
            (IEnumerable<Limit>)outcome.Refusal!.Facts["limits"]);
    }
}
