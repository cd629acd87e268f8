using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

[Collection(nameof(BrowserSite))]
public sealed class InvitingInBrowserTests(BrowserSite site)
{
    [Fact]
    public async Task A_friend_comes_by_the_link_and_both_see_what_it_brought()
    {
        await using var inviter = await site.MemberAsync();
        await using var friend = await site.PhoneAsync();
        var path = await LinkOfAsync(inviter);

        await friend.OpenAsync(path);
        Assert.Contains("邀请您加入", await friend.TextAsync("h1"));
        await friend.Page.Locator("main a.button").ClickAsync();
        await friend.ChooseAsync(site.NewPerson());
        await friend.Page.Locator("#accepted").CheckAsync();
        await friend.Page.Locator("main button[type=submit]").ClickAsync();

        Assert.Contains("邀请您的好友也获得了积分", await friend.NoticeAsync());
        await friend.CloseNoticeAsync();
        Assert.Equal("300", await friend.TextAsync("#points"));
        await inviter.OpenAsync("/invite");
        Assert.Contains("+100", await inviter.TextAsync("#rows"));
        await inviter.OpenAsync("/");
        Assert.Equal("400", await inviter.TextAsync("#points"));
        Assert.Empty(inviter.Complaints);
    }

    [Fact]
    public async Task A_link_that_nobody_sent_promises_nobody_points_and_lets_join()
    {
        await using var phone = await site.PhoneAsync();

        await phone.OpenAsync("/i/NOSUCH00");

        Assert.Equal("这个邀请已失效", await phone.TextAsync("h1"));
        Assert.DoesNotContain("您的好友", await phone.TextAsync("main"));
        await phone.Page.Locator("main a.button").ClickAsync();
        await phone.ChooseAsync(site.NewPerson());
        await phone.Page.Locator("#accepted").CheckAsync();
        await phone.Page.Locator("main button[type=submit]").ClickAsync();
        Assert.Contains("没有计入邀请", await phone.NoticeAsync());
        await phone.CloseNoticeAsync();
        Assert.Equal("300", await phone.TextAsync("#points"));
    }

    [Fact]
    public async Task Own_link_ring_of_two_and_second_registration_earn_nothing_and_say_why()
    {
        var (one, two) = (site.NewPerson(), site.NewPerson());
        await using var first = await site.PhoneAsync();
        await first.SignInAsync(one);
        await using var second = await site.PhoneAsync();
        var firstLink = await LinkOfAsync(first);
        await JoinAsync(second, firstLink, two);
        await second.AcceptAsync();
        var secondLink = await LinkOfAsync(second);

        await first.OpenAsync(firstLink);
        Assert.Contains("您自己的邀请链接", await first.TextAsync("main"));
        await first.OpenAsync(secondLink);
        Assert.Contains("您已经是会员", await first.TextAsync("main"));
        await using var again = await site.PhoneAsync();
        await JoinAsync(again, secondLink, one);
        Assert.Contains("邀请只对新会员有效", await again.NoticeAsync());
        await again.CloseNoticeAsync();
        await using var own = await site.PhoneAsync();
        await JoinAsync(own, firstLink, one);

        Assert.Contains("不能邀请自己", await own.NoticeAsync());
        await own.CloseNoticeAsync();
        Assert.Equal("400", await own.TextAsync("#points"));
    }

    [Fact]
    public async Task The_poster_is_one_picture_and_WeChats_card_is_filled()
    {
        await using var phone = await site.MemberAsync();

        var path = await LinkOfAsync(phone);

        await Assertions.Expect(phone.Page.Locator(".poster__drawn")).ToBeVisibleAsync();
        await phone.UntilAsync("window.wx && wx.told.message");
        Assert.EndsWith(path, await phone.Page.EvaluateAsync<string>("wx.told.message.link"));
        Assert.EndsWith(".png", await phone.Page.EvaluateAsync<string>("wx.told.timeline.imgUrl"));
        await phone.Page.Locator("#copy").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#copy")).ToHaveTextAsync("链接已复制");
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task A_visitor_can_share_a_page_and_nobody_a_receipt()
    {
        await using var visitor = await site.PhoneAsync();
        await visitor.OpenAsync("/rules?from=singlemessage");
        await visitor.UntilAsync("window.wx && wx.told.message");
        Assert.EndsWith("/rules", await visitor.Page.EvaluateAsync<string>("wx.told.message.link"));
        Assert.Contains("积分规则", await visitor.Page.EvaluateAsync<string>("wx.told.message.title"));
        Assert.Empty(visitor.Complaints);

        await using var member = await site.MemberAsync();
        await member.OpenAsync("/entries/1");
        await member.UntilAsync("window.wx && wx.told.hidden");
        Assert.Contains(
            "menuItem:share:timeline", await member.Page.EvaluateAsync<string[]>("wx.told.hidden.menuList"));
        Assert.Empty(member.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Outside_WeChat_a_phone_gets_a_link_to_copy_and_a_picture_to_save(bool hasScripts)
    {
        await using var phone = await site.PhoneAsync(new() { IsWeChat = false, HasScripts = hasScripts });

        await phone.OpenAsync("/sign-in?return=/rules");

        Assert.EndsWith("/rules", await phone.TextAsync(".code-text"));
        Assert.Contains("截屏也行", await phone.TextAsync("main"));
        if (hasScripts)
        {
            await Assertions.Expect(phone.Page.Locator("#save")).ToBeVisibleAsync();
            Assert.StartsWith("data:image/png", await phone.Page.Locator("#save").GetAttributeAsync("href"));
            await phone.Page.Locator("[data-copy]").ClickAsync();
            await Assertions.Expect(phone.Page.Locator("[data-copy]")).ToHaveTextAsync("链接已复制");
        }
        else
        {
            await Assertions.Expect(phone.Page.Locator("#save")).ToBeHiddenAsync();
        }

        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task More_friends_that_fail_to_load_leave_the_page_and_a_way_to_try_again()
    {
        await using var phone = await site.MemberAsync();
        var code = (await LinkOfAsync(phone)).Split("/i/")[1];
        for (var friend = 0; friend < 21; friend++)
        {
            (await site.Service.Caller(null).PostAsync(
                "/v1/member/sessions",
                new { WechatCode = "sandbox-" + site.NewPerson(), InviteCode = code })).Expect(201);
        }

        await phone.Page.RouteAsync("**/invite?cursor=*", route => route.FulfillAsync(new() { Status = 503 }));
        await phone.OpenAsync("/invite");
        await phone.Page.Locator("#more").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(phone.Page.Locator("#more")).ToHaveTextAsync("加载失败，点击重试");
        await Assertions.Expect(phone.Page.Locator("#rows > li")).ToHaveCountAsync(20);

        await phone.Page.UnrouteAsync("**/invite?cursor=*");
        await phone.Page.Locator("#more").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#rows > li")).ToHaveCountAsync(21);
    }

    private static async Task<string> LinkOfAsync(Phone phone)
    {
        await phone.OpenAsync("/invite");
        return new Uri(await phone.TextAsync("#link")).AbsolutePath;
    }

    private static async Task JoinAsync(Phone phone, string link, string person)
    {
        await phone.OpenAsync(link);
        await phone.Page.Locator("main a.button").ClickAsync();
        await phone.ChooseAsync(person);
    }
}
