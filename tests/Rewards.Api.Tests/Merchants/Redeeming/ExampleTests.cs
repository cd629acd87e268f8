using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

/// <summary>The programme's rules on real purchases, with the demo keys, over HTTP. Ten points are one yuan.</summary>
public abstract class ExampleTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    public static TheoryData<string, string, long[], long, long, long, long> Purchases { get; } = new()
    {
        // key, binding rule, unit prices and quantities, points the member has, points used, discount, cash
        { "rk_test_bookshop", "per_purchase", [8800, 1], 820, 500, 5000, 3800 },
        { "rk_test_bookshop", "total", [990, 3], 820, 297, 2970, 0 },
        { "rk_test_bookshop", "total,per_purchase", [5005, 1], 820, 500, 5000, 5 },
        { "rk_test_cinema", "cash_floor_per_unit", [3500, 2], 820, 450, 4500, 2500 },
        { "rk_test_theatre", "cash_floor_per_unit", [3500, 2], 820, 450, 4500, 2500 },
        { "rk_test_cinema", "cash_floor_per_unit", [3500, 1, 1200, 1], 820, 225, 2250, 2450 },
        { "rk_test_cinema", "cash_floor_per_unit", [1250, 1], 820, 0, 0, 1250 },
        { "rk_test_scenic", "share_of_total", [9999, 1], 820, 499, 4990, 5009 },
        { "rk_test_scenic", "balance", [6000, 3], 305, 305, 3050, 14950 },
        { "rk_test_leisure", "share_of_total", [10000, 1], 820, 300, 3000, 7000 },
    };

    [Theory]
    [MemberData(nameof(Purchases))]
    public async Task A_purchase_takes_as_many_points_as_the_rules_allow(
        string key, string binding, long[] prices, long has, long points, long discount, long cash)
    {
        var member = await app.SignUpWithAsync(has);
        var body = new
        {
            MemberCode = await member.NewCodeAsync(),
            Items = Items(prices),
            OrderNo = Caller.NewKey(),
            Capture = true,
        };

        var quote = await app.Caller(key).PostAsync("/v1/quotes", new { body.MemberCode, body.Items });
        var redemption = await app.Caller(key).PostKeyedAsync("/v1/redemptions", body);

        foreach (var answer in new[] { quote.Expect(200), redemption.Expect(201) })
        {
            Assert.Equal(
                (points, discount, cash),
                (answer.Number("points"), answer.Number("discount_fen"), answer.Number("cash_fen")));
            Assert.Equal(binding, answer.Binding);
        }

        Assert.Equal(has - points, await member.SpendableAsync());
    }

    [Theory]
    [InlineData("rk_test_bookshop", 8800, 7600)]
    [InlineData("rk_test_cinema", 3500, 2300)]
    [InlineData("rk_test_scenic", 9999, 8799)]
    [InlineData("rk_test_leisure", 10000, 8800)]
    public async Task Given_the_member_asks_for_120_points_then_exactly_those_are_used(
        string key, long price, long cash)
    {
        var member = await app.SignUpWithAsync(820);

        var redemption = await app.Caller(key).PostKeyedAsync("/v1/redemptions", new
        {
            MemberCode = await member.NewCodeAsync(),
            Items = Items([price, 1]),
            OrderNo = Caller.NewKey(),
            Points = 120,
        });

        Assert.Equal(
            (120, 1200, cash),
            (redemption.Number("points"), redemption.Number("discount_fen"), redemption.Number("cash_fen")));
        Assert.Equal("requested", redemption.Binding);
    }

    [Theory]
    [InlineData(499, 201)]
    [InlineData(500, 201)]
    [InlineData(501, 422)]
    public async Task A_book_takes_500_points_and_not_one_more(long points, int status)
    {
        var member = await app.SignUpWithAsync(820);

        var answer = await app.Till().RedeemAsync(member, 8800, points);

        answer.Expect(status);
    }

    [Fact]
    public async Task Given_one_point_more_than_the_cap_then_the_refusal_carries_the_limits()
    {
        var member = await app.SignUpWithAsync(820);

        var refusal = (await app.Till().RedeemAsync(member, 8800, 501)).Expect(422, "cap_exceeded");

        Assert.Equal(
            (501, 500, 820),
            (refusal.Number("requested_points"), refusal.Number("max_points"), refusal.Number("spendable_points")));
        Assert.Equal("per_purchase", refusal.Binding);
        Assert.Equal(820, await member.SpendableAsync());
    }

    [Fact]
    public async Task Given_more_points_than_the_member_has_then_the_refusal_says_so()
    {
        var member = await app.SignUpAsync();

        var refusal = (await app.Till().RedeemAsync(member, 8800, 301)).Expect(422, "insufficient_points");

        Assert.Equal("balance", refusal.Binding);
        Assert.Equal(300, refusal.Number("spendable_points"));
    }

    private static object[] Items(long[] pricesAndQuantities) =>
        [.. pricesAndQuantities.Chunk(2).Select(line => Till.Item(line[0], line[1]))];
}

public sealed class ExamplesOnSqlite(SqliteApp app) : ExampleTests<SqliteApp>(app);

public sealed class ExamplesOnPostgres(PostgresApp app) : ExampleTests<PostgresApp>(app.OrSkip());
