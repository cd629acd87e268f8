using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A till that refuses a code says so to the member too, who stands before it.</summary>
public abstract class RefusedCodeTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Caller till = app.Caller("rk_test_bookshop");

    [Fact]
    public async Task A_refused_code_says_why_on_the_page()
    {
        var (member, visitor) = await SignUpAsync();

        (await RedeemAsync(await member.NewCodeAsync(), 301)).Expect(422, "insufficient_points");

        var page = (await visitor.GetAsync("/code")).Words;
        Assert.Contains("data-kind=\"refused\"", page);
        Assert.Contains("积分不足", page);
        Assert.Contains("书店", page);
        Assert.Contains("再试一次", page);
    }

    [Fact]
    public async Task It_says_so_in_the_members_language()
    {
        var (member, visitor) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 301)).Expect(422);

        var page = (await visitor.GetAsync("/code", ("Accept-Language", "en"))).Words;

        Assert.Contains("Not enough points", page);
        Assert.Contains("Try again", page);
    }

    [Fact]
    public async Task One_code_is_refused_more_than_once_and_the_newest_reason_is_told()
    {
        var (member, visitor) = await SignUpAsync();
        var code = await member.NewCodeAsync();

        (await RedeemAsync(code, 301)).Expect(422, "insufficient_points");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await RedeemAsync(code, 201, 2000)).Expect(422, "cap_exceeded");
        Assert.Contains("超过抵扣上限", (await visitor.GetAsync("/code")).Words);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await RedeemAsync(code, 100)).Expect(201);
        Assert.Contains("支付成功", (await visitor.GetAsync("/code")).Words);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await RedeemAsync(code, 100)).Expect(409, "member_code_used");

        Assert.Contains("积分码已用过", (await visitor.GetAsync("/code")).Words);
    }

    [Fact]
    public async Task A_code_that_is_too_old_is_told_on_the_page_of_the_next_one()
    {
        var (member, visitor) = await SignUpAsync();
        var code = await member.NewCodeAsync();
        app.Time.Advance(TimeSpan.FromSeconds(60));

        (await RedeemAsync(code, 10)).Expect(422, "member_code_expired");

        Assert.Contains("积分码已过期", (await visitor.GetAsync("/code")).Words);
    }

    [Fact]
    public async Task An_order_number_that_is_used_up_is_no_fault_of_the_members()
    {
        var (member, visitor) = await SignUpAsync();
        var order = Caller.NewKey();
        (await RedeemAsync(await (await app.SignUpAsync()).NewCodeAsync(), 10, orderNo: order)).Expect(201);

        (await RedeemAsync(await member.NewCodeAsync(), 10, orderNo: order)).Expect(409, "duplicate_order");

        Assert.Contains("订单号已用过", (await visitor.GetAsync("/code")).Words);
    }

    [Fact]
    public async Task The_same_request_again_tells_nothing_new()
    {
        var (member, _) = await SignUpAsync();
        var (key, body) = (Caller.NewKey(), Body(await member.NewCodeAsync(), 301));

        (await till.PostAsync("/v1/redemptions", body, key)).Expect(422);
        Assert.True((await till.PostAsync("/v1/redemptions", body, key)).IsReplay);

        Assert.Equal(1, CountRefused(member));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_written_about_a_code_that_paid_or_that_is_none(bool isForged)
    {
        var (member, _) = await SignUpAsync();
        var code = await member.NewCodeAsync();

        await RedeemAsync(isForged ? code[..^1] + (code[^1] == '0' ? '1' : '0') : code, 10);

        Assert.Equal(0, CountRefused(member));
    }

    [Fact]
    public async Task After_two_minutes_and_for_anybody_else_it_is_no_news()
    {
        var (member, visitor) = await SignUpAsync();
        var (_, other) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 301)).Expect(422);

        Assert.DoesNotContain("积分不足", (await other.GetAsync("/code")).Words);
        app.Time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromMilliseconds(1));

        Assert.DoesNotContain("积分不足", (await visitor.GetAsync("/code")).Words);
    }

    [Fact]
    public async Task Who_taps_on_try_again_sees_a_code_and_is_not_told_twice()
    {
        var (member, visitor) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 301)).Expect(422);
        var told = (await visitor.GetAsync("/code")).Words;

        var again = (await visitor.GetAsync(DoneIn(told))).Words;

        Assert.DoesNotContain("积分不足", again);
        Assert.Contains("pay__qr", again);
    }

    [Fact]
    public async Task Ten_minutes_later_it_is_purged()
    {
        var (member, _) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 301)).Expect(422);
        app.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(2));
        await app.RunJobAsync("purge");
        Assert.Equal(1, CountRefused(member));

        await app.RunJobAsync("purge");

        Assert.Equal(0, CountRefused(member));
    }

    [Fact]
    public async Task The_result_takes_the_page_and_says_what_is_left_to_pay()
    {
        var (member, visitor) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 200, 3134)).Expect(201);

        var page = (await visitor.GetAsync("/code")).Words;

        Assert.Contains("data-kind=\"paid\"", page);
        Assert.Contains("−200积分", page);
        Assert.Contains("还需付现金 <b data-news=\"cash\">¥11.34</b>", page);
        Assert.Contains("查看订单", page);
    }

    [Fact]
    public async Task Where_points_paid_for_all_nothing_is_said_of_cash()
    {
        var (member, visitor) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 200, 2000)).Expect(201);

        var page = (await visitor.GetAsync("/code")).Words;

        Assert.Contains("<p class=\"result__cash\" hidden", page);
    }

    [Fact]
    public async Task What_was_cancelled_is_no_success()
    {
        var (member, visitor) = await SignUpAsync();
        var held = (await till.PostKeyedAsync(
            "/v1/redemptions", Body(await member.NewCodeAsync(), 100, capture: false))).Expect(201);
        Assert.Contains("data-kind=\"held\"", (await visitor.GetAsync("/code")).Words);
        await till.PostKeyedAsync($"/v1/redemptions/{held.Text("id")}/release", new { });

        var page = (await visitor.GetAsync("/code")).Words;

        Assert.Contains("data-kind=\"back\"", page);
        Assert.Contains("已取消", page);
    }

    [Fact]
    public async Task Without_points_there_is_no_code_but_a_way_to_earn_some()
    {
        var (member, visitor) = await SignUpAsync();
        (await RedeemAsync(await member.NewCodeAsync(), 300)).Expect(201);

        var page = (await visitor.GetAsync(DoneIn((await visitor.GetAsync("/code")).Words))).Words;

        Assert.DoesNotContain("pay__qr", page);
        Assert.Contains("先签到或邀请好友赚积分", page);
        Assert.Contains("href=\"/invite\"", page);
    }

    private static string DoneIn(string page) => page.Split("id=\"result-done\" href=\"")[1].Split('"')[0];

    private Task<Answer> RedeemAsync(string code, long points, long priceFen = 8800, string? orderNo = null) =>
        till.PostKeyedAsync("/v1/redemptions", Body(code, points, priceFen, orderNo));

    private static object Body(
        string code, long points, long priceFen = 8800, string? orderNo = null, bool capture = true) => new
        {
            MemberCode = code,
            OrderNo = orderNo ?? Caller.NewKey(),
            Items = new[] { Till.Item(priceFen) },
            Points = points,
            Capture = capture,
        };

    private int CountRefused(Member member)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return db.RefusedCodes.Count(row => row.MemberId == member.Id);
    }

    private async Task<(Member Member, Visitor Visitor)> SignUpAsync()
    {
        var member = await app.SignUpAsync();
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        return (member, visitor);
    }
}

public sealed class RefusedCodesOnSqlite(SqliteApp app) : RefusedCodeTests<SqliteApp>(app);

public sealed class RefusedCodesOnPostgres(PostgresApp app) : RefusedCodeTests<PostgresApp>(app.OrSkip());
