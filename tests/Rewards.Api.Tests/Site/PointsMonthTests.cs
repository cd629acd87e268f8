using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>
/// Points as a citizen counts them, a month at a time: a purchase is one row, and the head is the sum of the rows.
/// </summary>
public abstract partial class PointsMonthTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly Till till = app.Till();

    [Fact]
    public async Task A_hold_and_its_capture_are_one_row()
    {
        var (member, visitor) = await SignUpAsync();
        var held = (await till.RedeemAsync(member, 8800, 50)).Expect(201);

        Assert.Equal(["处理中 冻结50", "新人注册 +300"], await RowsAsync(visitor));
        await till.CaptureAsync(held);
        Assert.Equal(["已支付 −50", "新人注册 +300"], await RowsAsync(visitor));
        Assert.Contains("收入+300 · 支出−50", (await visitor.GetAsync("/entries")).Words);
    }

    [Fact]
    public async Task A_partial_capture_counts_what_was_taken()
    {
        var (member, visitor) = await SignUpAsync();
        await till.CaptureAsync((await till.RedeemAsync(member, 8800, 50)).Expect(201), 30);

        Assert.Equal(["已支付 −30", "新人注册 +300"], await RowsAsync(visitor));
    }

    [Fact]
    public async Task What_was_cancelled_or_ran_out_was_never_spent()
    {
        var (member, visitor) = await SignUpAsync();
        await till.ReleaseAsync((await till.RedeemAsync(member, 8800, 50)).Expect(201));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        (await till.RedeemAsync(member, 8800, 20)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(16));
        await member.CheckInAsync();

        Assert.Equal(["每日签到 +5", "已超时退回 s−20", "已取消 s−50", "新人注册 +300"], await RowsAsync(visitor));
        Assert.Contains("收入+305 · 支出0", (await visitor.GetAsync("/entries")).Words);
        Assert.Equal(["每日签到 +5", "新人注册 +300"], await RowsAsync(visitor, "?show=in"));
        Assert.Empty(await RowsAsync(visitor, "?show=out"));
    }

    [Fact]
    public async Task Refunds_of_the_month_are_in_the_purchases_row()
    {
        var (member, visitor) = await SignUpAsync();
        var bought = (await till.RedeemAsync(member, 2000, 100, capture: true)).Expect(201);

        (await till.RefundAsync(bought, 1000)).Expect(201);
        Assert.Equal(["部分退款 −50", "新人注册 +300"], await RowsAsync(visitor));
        (await till.RefundAsync(bought, 1000)).Expect(201);
        Assert.Equal(["已退款 s−100", "新人注册 +300"], await RowsAsync(visitor));

        var code = (await visitor.GetAsync("/code")).Words;
        Assert.DoesNotContain("支付成功", code);
        Assert.Contains("已退款", code);
        Assert.Contains("已退款", (await visitor.GetAsync("/redemptions/" + bought.Text("id"))).Words);
    }

    [Fact]
    public async Task A_later_refund_is_a_row_of_its_own_month()
    {
        var (member, visitor) = await SignUpAsync();
        var bought = (await till.RedeemAsync(member, 2000, 100, capture: true)).Expect(201);
        var month = MonthKey();
        app.Time.Advance(TimeSpan.FromDays(31));
        (await till.RefundAsync(bought)).Expect(201);
        visitor = await VisitorAsync(member);

        Assert.Equal(["退款 +100"], await RowsAsync(visitor));
        Assert.Equal(["已支付 −100", "新人注册 +300"], await RowsAsync(visitor, "?month=" + month));
        Assert.Contains("支出−100", (await visitor.GetAsync("/entries?month=" + month)).Words);
    }

    [Fact]
    public async Task A_friend_is_named_in_the_row_that_they_brought()
    {
        var (member, visitor) = await SignUpAsync();

        await new Visitor(app).SignInAsync($"friend{Guid.NewGuid():N}", "?invite=" + member.InviteCode);

        Assert.Matches("好友注册 · 微信好友[0-9]{4}<", (await visitor.GetAsync("/entries")).Words);
    }

    [Fact]
    public async Task A_hold_over_the_months_end_stands_where_it_began()
    {
        var (member, visitor) = await SignUpAsync();
        var next = new DateTimeOffset(app.Time.GetUtcNow().AddHours(8).Date, TimeSpan.FromHours(8));
        next = next.AddDays(1 - next.Day).AddMonths(1);
        app.Time.Advance(next.AddMinutes(-5) - app.Time.GetUtcNow());
        var month = MonthKey();
        visitor = await VisitorAsync(member);
        var held = (await till.RedeemAsync(member, 8800, 50)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        (await till.CaptureAsync(held)).Expect(200);

        Assert.Empty(await RowsAsync(visitor));
        Assert.Equal("已支付 −50", (await RowsAsync(visitor, "?month=" + month))[0]);
    }

    [Fact]
    public async Task The_plain_ledger_has_every_entry_and_no_payment_of_nothing()
    {
        var (member, visitor) = await SignUpAsync();
        await till.CaptureAsync((await till.RedeemAsync(member, 8800, 50)).Expect(201));

        var ledger = (await visitor.GetAsync("/entries/all")).Words;

        Assert.Contains("/entries/all", (await visitor.GetAsync("/entries")).Words);
        Assert.Contains("付款冻结", ledger);
        Assert.Contains("冻结转为支付", ledger);
        Assert.DoesNotContain("积分支付", ledger);
    }

    [Theory]
    [InlineData("?month=1999-01")]
    [InlineData("?month=2999-01")]
    [InlineData("?month=nonsense")]
    public async Task A_month_that_the_member_did_not_have_is_the_current_one(string query)
    {
        var (_, visitor) = await SignUpAsync();

        Assert.Equal(["新人注册 +300"], await RowsAsync(visitor, query));
    }

    private string MonthKey() => app.Time.GetUtcNow().AddHours(8).ToString("yyyy-MM");

    private async Task<(Member Member, Visitor Visitor)> SignUpAsync()
    {
        var member = await app.SignUpAsync();
        var visitor = await VisitorAsync(member);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        return (member, visitor);
    }

    private async Task<Visitor> VisitorAsync(Member member)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        return visitor;
    }

    /// <summary>What each row says, and its points; with an s where they are struck through.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(Visitor visitor, string query = "") =>
        [.. Row().Matches((await visitor.GetAsync("/entries" + query)).Words).Select(row =>
        {
            var status = row.Groups["status"].Success ? row.Groups["status"].Value : row.Groups["title"].Value;
            return $"{status} {(row.Groups["element"].Value == "s" ? "s" : "")}{row.Groups["points"].Value}";
        })];

    [GeneratedRegex(
        """<span class="row__name">(?<title>[^<]*)</span>\s*<span class="row__time">[^<·]*( · (?<status>[^<]*))?</span>\s*</span>\s*<(?<element>s|span) class="row__points[^"]*">(?<points>[^<]*)<""")]
    private static partial Regex Row();
}

public sealed class PointsMonthsOnSqlite(SqliteApp app) : PointsMonthTests<SqliteApp>(app);

public sealed class PointsMonthsOnPostgres(PostgresApp app) : PointsMonthTests<PostgresApp>(app.OrSkip());
