using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A member who paid ¥70 online reads on the order's page where that money is.</summary>
public sealed class RefundsOnSiteTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private readonly PayingDesk desk = new(app);

    [Fact]
    public async Task Money_on_its_way_back_says_so_until_it_is_there()
    {
        var (member, order) = await desk.PaidAsync();
        Assert.DoesNotContain("退款", await ReadAsync(member, order));
        (await CancelAsync(member, order)).Expect(200);
        Assert.Contains("退款处理中：¥70.00将原路退回", await ReadAsync(member, order));

        await desk.SettleAsync();
        Assert.Contains("¥70.00已原路退回", await ReadAsync(member, order));

        await desk.FailRefundAsync(order);
        Assert.Contains("¥70.00退款未成功，工作人员正在处理", await ReadAsync(member, order));
    }

    [Fact]
    public async Task What_came_too_late_says_why_it_goes_back()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        (await CancelAsync(member, order)).Expect(200);
        await desk.PayThereAsync(session, atTheLastSecond: true);
        await desk.SettleAsync();

        var page = await ReadAsync(member, order);
        Assert.Contains("您的付款到达时订单已经结束", page);
        Assert.Contains("¥70.00已原路退回", page);
    }

    [Fact]
    public async Task What_is_disputed_shows_no_code_and_can_t_be_given_back()
    {
        var (member, order) = await desk.PaidAsync();
        Assert.Contains("/cancel", await ReadAsync(member, order));

        await desk.DisputeAsync(order);

        var page = await ReadAsync(member, order);
        Assert.Contains("这笔付款存在争议", page);
        Assert.Contains("暂停使用", page);
        Assert.DoesNotContain("待使用", page);
        Assert.DoesNotContain("<svg class=\"qr", page);
        Assert.DoesNotContain("/cancel", page);
    }

    [Fact]
    public async Task Inside_WeChat_the_way_to_pay_can_be_taken_elsewhere()
    {
        var (member, order) = await desk.OrderAsync();
        var paying = (await PayingDesk.PayAsync(member, order)).Expect(200).Text("url");
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        var page = $"/orders/{order.Text("id")}/pay";

        var here = await visitor.GetAsync(page);
        var inWeChat = await visitor.GetAsync(page, ("User-Agent", "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50"));

        Assert.DoesNotContain("data-copy", here.Text);
        Assert.Contains($"data-copy=\"{paying}\"", inWeChat.Text);
        Assert.Contains("选择在浏览器中打开", inWeChat.Words);
    }

    private async Task<string> ReadAsync(Member member, Answer order)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync(member.Name);
        return (await visitor.GetAsync("/orders/" + order.Text("id"))).Words;
    }

    private static Task<Answer> CancelAsync(Member member, Answer order) =>
        member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { });
}
