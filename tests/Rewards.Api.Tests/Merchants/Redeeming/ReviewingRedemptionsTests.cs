using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

/// <summary>What a merchant sees of its own redemptions.</summary>
public abstract class ReviewingRedemptionsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task A_tills_end_of_day_adds_up()
    {
        var (member, till) = (await app.SignUpWithAsync(1000), app.Till("rk_test_bookshop_online"));
        app.Time.Advance(TimeSpan.FromDays(1));
        var first = await till.RedeemAsync(member, 8800, 100, capture: true);
        await till.RedeemAsync(member, 5000, 50, capture: true);
        await till.RedeemAsync(member, 9900, 10);
        await till.RefundAsync(first, 4400);

        var day = (await till.Caller.GetAsync("/v1/redemptions?from=2026-11-24&to=2026-11-24&limit=1")).Expect(200);

        var totals = day["totals"]!;
        Assert.Equal(
            """{"count":2,"gross_fen":13800,"discount_fen":1500,"cash_fen":12300,"refunded_fen":4400}""",
            totals.ToJsonString());
        Assert.Single(day.Data);
        var next = await till.Caller.GetAsync(
            $"/v1/redemptions?from=2026-11-24&to=2026-11-24&limit=100&cursor={day.Text("next_cursor")}");
        Assert.Equal(2, next.Data.Count);
        Assert.Null(next["next_cursor"]);
    }

    [Theory]
    [InlineData("status=held", 1)]
    [InlineData("status=captured", 1)]
    [InlineData("status=released", 0)]
    [InlineData("order_no=find-me", 1)]
    [InlineData("order_no=find-me-not", 0)]
    [InlineData("order_no=find-me&status=captured", 0)]
    public async Task Redemptions_are_found_by_order_number_and_status(string filter, int count)
    {
        var (member, merchant) = (await app.SignUpAsync(), await NewMerchantAsync());
        await merchant.Caller.PostKeyedAsync("/v1/redemptions", Till.Body(member, 8800, 10, orderNo: "find-me"));
        await merchant.RedeemAsync(member, 8800, 10, capture: true);

        var found = (await merchant.Caller.GetAsync("/v1/redemptions?" + filter)).Expect(200);

        Assert.Equal(count, found.Data.Count);
    }

    private async Task<Till> NewMerchantAsync()
    {
        var merchant = await app.Operator().PostAsync(
            "/v1/operator/merchants", new { Name = new { Zh = "新书店", En = "New Bookshop" }, Category = "book" });
        var key = await app.Operator().PostAsync(
            $"/v1/operator/merchants/{merchant.Expect(201).Text("id")}/keys",
            new { Scopes = new[] { "redeem", "member_id" } });
        return app.Till(key.Expect(201).Text("key"));
    }
}

public sealed class ReviewingRedemptionsOnSqlite(SqliteApp app)
    : ReviewingRedemptionsTests<SqliteApp>(app);

public sealed class ReviewingRedemptionsOnPostgres(PostgresApp app)
    : ReviewingRedemptionsTests<PostgresApp>(app.OrSkip());
