using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

public abstract class RedeemingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task A_hold_sets_points_aside_and_a_capture_spends_them()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());

        var held = (await till.RedeemAsync(member, 8800, 200)).Expect(201);
        var whileHeld = await member.PointsAsync();
        var captured = (await till.CaptureAsync(held)).Expect(200);

        Assert.Equal("held", held.Text("status"));
        Assert.Equal((100, 200), (whileHeld.Number("spendable"), whileHeld.Number("held")));
        Assert.Equal("captured", captured.Text("status"));
        var after = await member.PointsAsync();
        Assert.Equal((100, 0, 200), (after.Number("spendable"), after.Number("held"), after.Number("spent")));
        Assert.Equal([0, -200, 300], (await member.EntriesAsync()).Select(entry => entry["points"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Captured_at_once_a_redemption_is_one_entry()
    {
        var member = await app.SignUpAsync();

        var captured = (await app.Till().RedeemAsync(member, 8800, 200, capture: true)).Expect(201);

        Assert.Equal("captured", captured.Text("status"));
        Assert.Null(captured["hold_expires_at"]);
        var newest = (await member.EntriesAsync())[0];
        Assert.Equal("capture", newest["kind"]!.GetValue<string>());
        Assert.Equal((-200, 100), (newest["points"]!.GetValue<long>(), newest["balance"]!.GetValue<long>()));
        Assert.Equal(captured.Text("id"), newest["reference"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_capture_of_fewer_points_gives_the_rest_back_and_leaves_the_gross()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var held = await till.RedeemAsync(member, 8800, 200);

        var captured = (await till.CaptureAsync(held, 50)).Expect(200);

        Assert.Equal(
            (8800, 50, 500, 8300),
            (captured.Number("gross_fen"), captured.Number("points"),
                captured.Number("discount_fen"), captured.Number("cash_fen")));
        Assert.Equal(250, await member.SpendableAsync());
    }

    [Theory]
    [InlineData(0, 400, "capture_needs_points")]
    [InlineData(1, 200, null)]
    [InlineData(200, 200, null)]
    [InlineData(201, 422, "capture_exceeds_hold")]
    public async Task A_capture_takes_at_least_one_point_and_at_most_the_held_ones(
        long points, int status, string? code)
    {
        var till = app.Till();
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800, 200);

        var answer = (await till.CaptureAsync(held, points)).Expect(status);

        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task A_release_gives_everything_back()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var held = await till.RedeemAsync(member, 8800);

        var released = (await till.ReleaseAsync(held)).Expect(200);

        Assert.Equal("released", released.Text("status"));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Theory]
    [InlineData("capture")]
    [InlineData("release")]
    public async Task A_redemption_ends_once(string act)
    {
        var till = app.Till();
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800);
        (await till.Caller.PostKeyedAsync($"/v1/redemptions/{held.Text("id")}/{act}", "{}")).Expect(200);

        var capture = (await till.CaptureAsync(held)).Expect(409, "redemption_not_held");
        var release = (await till.ReleaseAsync(held)).Expect(409, "redemption_not_held");

        var ended = act == "capture" ? "captured" : "released";
        Assert.Equal((ended, ended), (capture.Text("redemption_status"), release.Text("redemption_status")));
    }

    [Fact]
    public async Task Capture_and_release_need_no_body()
    {
        var till = app.Till();
        var held = await till.RedeemAsync(await app.SignUpAsync(), 8800);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/redemptions/{held.Text("id")}/release");
        request.Headers.Add("Idempotency-Key", Caller.NewKey());

        var released = await till.Caller.SendAsync(request);

        released.Expect(200);
    }

    [Fact]
    public async Task A_purchase_without_points_is_an_ordinary_redemption()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());

        var held = (await till.RedeemAsync(member, 8800, points: 0)).Expect(201);
        var captured = (await till.CaptureAsync(held)).Expect(200);
        var refund = (await till.RefundAsync(captured)).Expect(201);

        Assert.Equal((0, 8800), (captured.Number("points"), captured.Number("cash_fen")));
        Assert.Equal((0, 8800), (refund.Number("points"), refund.Number("cash_fen")));
        Assert.Single(await member.EntriesAsync());
    }

    [Fact]
    public async Task An_order_number_is_used_up_by_success_only_and_then_for_ever()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        var (tooMuch, fits) =
            (Till.Body(member, 8800, 301, orderNo: "A-1"), Till.Body(member, 8800, 100, orderNo: "A-1"));
        (await till.Caller.PostKeyedAsync("/v1/redemptions", tooMuch)).Expect(422);
        var held = (await till.Caller.PostKeyedAsync("/v1/redemptions", fits)).Expect(201);
        (await till.ReleaseAsync(held)).Expect(200);

        var again = (await till.Caller.PostKeyedAsync("/v1/redemptions", fits)).Expect(409, "duplicate_order");

        Assert.Equal(held.Text("id"), again.Text("redemption_id"));
    }

    [Fact]
    public async Task Two_merchants_may_use_the_same_order_number()
    {
        var member = await app.SignUpAsync();
        (await app.Till().Caller.PostKeyedAsync("/v1/redemptions", Till.Body(member, 8800, 10, orderNo: "shared")))
            .Expect(201);

        var other = await app.Caller("rk_test_scenic").PostKeyedAsync("/v1/redemptions", new
        {
            MemberCode = await member.NewCodeAsync(),
            OrderNo = "shared",
            Items = new[] { Till.Item(8800) },
        });

        other.Expect(201);
    }

    [Fact]
    public async Task Another_merchants_redemption_is_not_found()
    {
        var (mine, theirs) = (app.Till(), app.Till("rk_test_scenic"));
        var held = await mine.RedeemAsync(await app.SignUpAsync(), 8800);

        Answer[] answers =
        [
            await theirs.GetAsync(held), await theirs.CaptureAsync(held),
            await theirs.ReleaseAsync(held), await theirs.RefundAsync(held),
        ];

        Assert.All(answers, answer => answer.Expect(404, "not_found"));
        Assert.Equal("held", (await mine.GetAsync(held)).Text("status"));
    }

    [Fact]
    public async Task A_key_without_the_scope_may_not_name_members_by_id()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till("rk_test_bookshop"));

        (await till.RedeemAsync(member, 8800)).Expect(403, "scope_missing");
        (await till.QuoteAsync(member, Till.Item(8800))).Expect(403, "scope_missing");
    }

    [Fact]
    public async Task An_unknown_member_is_not_found()
    {
        var body = new { MemberId = "mbr_01m6a6ft00e5q8d2vk5m3t7b9z", OrderNo = "x", Items = new[] { Till.Item(100) } };

        (await app.Till().Caller.PostKeyedAsync("/v1/redemptions", body)).Expect(404, "not_found");
        (await app.Till().Caller.PostAsync("/v1/quotes", new { body.MemberId, body.Items })).Expect(404, "not_found");
    }

    [Theory]
    [InlineData("""{"order_no":"1","items":[{"name":"a","quantity":1,"unit_price_fen":1}]}""")]
    [InlineData("""{"member_id":"m","member_code":"c","order_no":"1","items":[{"name":"a","quantity":1,"unit_price_fen":1}]}""")]
    public async Task A_member_is_named_by_id_or_by_code_and_not_by_both_or_neither(string body)
    {
        var answer = (await app.Till().Caller.PostKeyedAsync("/v1/redemptions", body)).Expect(400, "validation_failed");

        Assert.NotNull(answer["errors"]!["member_code"]);
    }
}

public sealed class RedeemingOnSqlite(SqliteApp app) : RedeemingTests<SqliteApp>(app);

public sealed class RedeemingOnPostgres(PostgresApp app) : RedeemingTests<PostgresApp>(app.OrSkip());
