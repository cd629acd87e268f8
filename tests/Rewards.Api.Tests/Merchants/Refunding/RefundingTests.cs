using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Refunding;

public abstract class RefundingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Till till = app.Till();

    [Fact]
    public async Task Everything_comes_back_by_default()
    {
        var member = await app.SignUpAsync();
        var captured = await till.RedeemAsync(member, 8800, 200, capture: true);

        var refund = (await till.RefundAsync(captured)).Expect(201);

        Assert.Equal(
            (8800, 200, 6800), (refund.Number("amount_fen"), refund.Number("points"), refund.Number("cash_fen")));
        Assert.Equal(300, await member.SpendableAsync());
        var read = await till.GetAsync(captured);
        Assert.Equal((8800, 200), (read.Number("refunded_fen"), read.Number("refunded_points")));
        Assert.Equal(refund.Text("id"), read["refunds"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_part_comes_back_pro_rata_rounded_down_in_points()
    {
        var captured = await till.RedeemAsync(await app.SignUpAsync(), 8800, 200, capture: true);

        // 200 points × 1001 / 8800 = 22.75 points.
        var refund = (await till.RefundAsync(captured, 1001)).Expect(201);

        Assert.Equal((22, 781), (refund.Number("points"), refund.Number("cash_fen")));
    }

    [Fact]
    public async Task Parts_add_up_to_the_whole_and_no_further()
    {
        var member = await app.SignUpAsync();
        var captured = await till.RedeemAsync(member, 8800, 200, capture: true);
        long points = 0, cash = 0;
        foreach (var part in new[] { 1, 999, 3333, 2000, 2467 })
        {
            var refund = (await till.RefundAsync(captured, part)).Expect(201);
            (points, cash) = (points + refund.Number("points"), cash + refund.Number("cash_fen"));
        }

        Assert.Equal((200, 6800), (points, cash));
        Assert.Equal(300, await member.SpendableAsync());
        (await till.RefundAsync(captured)).Expect(422, "refund_exceeds_capture");
    }

    [Theory]
    [InlineData(8799, 201)]
    [InlineData(8800, 201)]
    [InlineData(8801, 422)]
    public async Task No_more_comes_back_than_was_paid(long amount, int status)
    {
        var captured = await till.RedeemAsync(await app.SignUpAsync(), 8800, 200, capture: true);

        (await till.RefundAsync(captured, amount)).Expect(status);
    }

    [Fact]
    public async Task Given_everything_was_paid_in_points_then_only_whole_points_come_back()
    {
        var captured = await till.RedeemAsync(await app.SignUpAsync(), 1000, 100, capture: true);

        var refusal = (await till.RefundAsync(captured, 15)).Expect(422, "refund_not_divisible");

        Assert.Equal([10, 20], refusal["nearest_fen"]!.AsArray().Select(fen => fen!.GetValue<long>()));
        Assert.Equal(2, (await till.RefundAsync(captured, 20)).Expect(201).Number("points"));
    }

    [Fact]
    public async Task Before_the_capture_there_is_nothing_to_refund()
    {
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800, 200);

        var refusal = (await till.RefundAsync(held)).Expect(409, "redemption_not_captured");

        Assert.Equal("held", refusal.Text("redemption_status"));
    }

    [Fact]
    public async Task Points_that_come_back_to_a_lot_that_is_over_live_a_week_more_and_only_once()
    {
        var member = await app.SignUpAsync();
        var captured = await till.RedeemAsync(member, 8800, 200, capture: true);
        app.Time.Advance(TimeSpan.FromDays(400));

        await till.RefundAsync(captured);

        member = await app.SignInAsync(member.Name);
        var points = await member.PointsAsync();
        Assert.Equal(200, points.Number("spendable"));
        Assert.Equal(
            ["2028-01-04"], points["expiring"]!.AsArray().Select(day => day!["expires_on"]!.GetValue<string>()));

        var again = await till.RedeemAsync(member, 8800, 200, capture: true);
        app.Time.Advance(TimeSpan.FromDays(30));
        await till.RefundAsync(again);
        Assert.Equal(0, await (await app.SignInAsync(member.Name)).SpendableAsync());
    }
}

public sealed class RefundingOnSqlite(SqliteApp app) : RefundingTests<SqliteApp>(app);

public sealed class RefundingOnPostgres(PostgresApp app) : RefundingTests<PostgresApp>(app.OrSkip());
