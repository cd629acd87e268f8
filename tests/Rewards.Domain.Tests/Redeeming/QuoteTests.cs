using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

public sealed class QuoteTests
{
    [Fact]
    public void A_quote_lists_every_limit_in_fen_and_says_which_one_bound()
    {
        var quote = Quoted("1 x 8800", points: 120, spendable: 820);

        Assert.Equal("total 8800, balance 8200, per_purchase 5000, requested 1200!", InWords(quote.Limits));
    }

    [Theory]
    [InlineData("1 x 4990", 499, "total 4990!, balance 8200, per_purchase 5000")]
    [InlineData("1 x 4999", 499, "total 4999!, balance 8200, per_purchase 5000")]
    [InlineData("1 x 5000", 500, "total 5000!, balance 8200, per_purchase 5000!")]
    [InlineData("1 x 5009", 500, "total 5009!, balance 8200, per_purchase 5000!")]
    [InlineData("1 x 5010", 500, "total 5010, balance 8200, per_purchase 5000!")]
    public void Limits_that_allow_equally_many_points_all_bind(string lines, long points, string limits)
    {
        var quote = Quoted(lines, spendable: 820);

        Assert.Equal(new Points(points), quote.Points);
        Assert.Equal(limits, InWords(quote.Limits));
    }

    [Theory]
    [InlineData(499, 499, "balance")]
    [InlineData(500, 500, "balance, per_purchase")]
    [InlineData(501, 500, "per_purchase")]
    public void Nobody_spends_more_than_is_spendable(long spendable, long points, string binding)
    {
        var quote = Quoted("1 x 8800", spendable: spendable);

        Assert.Equal(new Points(points), quote.Points);
        Assert.Equal(binding, Binding(quote.Limits));
    }

    [Theory]
    [InlineData(499, "requested")]
    [InlineData(500, "per_purchase, requested")]
    public void Asking_for_what_the_limits_allow_is_granted(long asked, string binding)
    {
        var quote = Quoted("1 x 8800", spendable: 820, points: asked);

        Assert.Equal((asked, 500), (quote.Points.Value, quote.MaxPoints.Value));
        Assert.Equal(binding, Binding(quote.Limits));
    }

    [Theory]
    [InlineData("1 x 1249", 0)]
    [InlineData("1 x 1250", 0)]
    [InlineData("1 x 1259", 0)]
    [InlineData("1 x 1260", 1)]
    [InlineData("10 x 1251", 1)]
    [InlineData("1 x 1255, 1 x 1255", 1)]
    [InlineData("5 x 100, 1 x 1260", 1)]
    public void Every_ticket_costs_its_floor_in_cash_and_a_cheap_one_lends_nothing(string lines, long points) =>
        Assert.Equal(new Points(points), Quoted(lines, spendable: 820, category: Category.Film).Points);

    [Theory]
    [InlineData(Category.Scenic, "1 x 19", 9)]
    [InlineData(Category.Scenic, "1 x 20", 10)]
    [InlineData(Category.Scenic, "1 x 21", 10)]
    [InlineData(Category.Scenic, "1 x 9999", 4999)]
    [InlineData(Category.Scenic, "1 x 1, 1 x 3", 2)]
    [InlineData(Category.Leisure, "1 x 3333", 999)]
    [InlineData(Category.Leisure, "1 x 3334", 1000)]
    public void A_share_of_the_total_is_rounded_down_to_a_fen(Category category, string lines, long fen)
    {
        var quote = Quoted(lines, spendable: 820, category: category);

        Assert.Equal(new Fen(fen), Assert.Single(quote.Limits, limit => limit.Rule == "share_of_total").Most);
        Assert.Equal(new Points(fen / 10), quote.Points);
    }

    [Fact]
    public void A_purchase_may_take_no_points_at_all()
    {
        Assert.Equal("balance", Binding(Quoted("1 x 8800", spendable: 0).Limits));
        Assert.Equal("requested", Binding(Quoted("1 x 8800", spendable: 820, points: 0).Limits));
        Assert.Equal("total", Binding(Quoted("1 x 9", spendable: 820).Limits));
        Assert.Equal("cash_floor_per_unit, requested", Binding(Quoted("1 x 1250", 820, 0, Category.Film).Limits));
    }

    [Fact]
    public void Of_several_caps_the_tightest_decides()
    {
        var quote = Quoted("2 x 3500", spendable: 820, programme: CappedBy(
            new PerPurchaseCap(new Fen(4000)), new ShareOfTotalCap(50), new CashFloorPerUnitCap(new Fen(1250))));

        Assert.Equal(new Points(350), quote.Points);
        Assert.Equal("share_of_total", Binding(quote.Limits));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 880)]
    public void A_share_may_be_nothing_or_all(int percent, long points)
    {
        var quote = Quoted("1 x 8800", spendable: 1000, programme: CappedBy(new ShareOfTotalCap(percent)));

        Assert.Equal(new Points(points), quote.Points);
    }

    [Fact]
    public void Without_a_cap_the_whole_purchase_may_be_paid_with_points() =>
        Assert.Equal(Fen.Zero, Quoted("1 x 8800", spendable: 1000, programme: CappedBy()).Cash);

    [Fact]
    public void The_largest_purchase_of_the_richest_member_does_not_overflow()
    {
        var programme = CappedBy(new ShareOfTotalCap(100)) with { Rate = new PointRate(1_000_000) };

        Assert.Equal(new Points(1000), Quoted("1 x 1000000000", Points.MostInABalance, programme: programme).Points);
    }

    private static Programme CappedBy(params Cap[] caps) => Some.Programme with
    {
        Caps = new Dictionary<Category, IReadOnlyList<Cap>> { [Category.Book] = caps },
    };

    private static Quote Quoted(
        string lines,
        long spendable,
        long? points = null,
        Category category = Category.Book,
        Programme? programme = null) =>
        Some.Quote(Some.Wanted(lines, points, category), new Points(spendable), programme ?? Some.Programme).Value;

    private static string InWords(IEnumerable<Limit> limits) =>
        string.Join(", ", limits.Select(limit => $"{limit.Rule} {limit.Most}{(limit.IsBinding ? "!" : "")}"));

    private static string Binding(IEnumerable<Limit> limits) =>
        string.Join(", ", limits.Where(limit => limit.IsBinding).Select(limit => limit.Rule));
}
