using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A member's day, in a real browser.</summary>
[Collection(nameof(BrowserSite))]
public sealed partial class MorningTests(BrowserSite site)
{
    [Fact]
    public async Task A_newcomer_signs_in_checks_in_pays_and_sees_the_points_go()
    {
        await using var phone = await site.PhoneAsync();
        await phone.OpenAsync("/");
        await phone.ChooseAsync(site.NewPerson());
        Assert.EndsWith("/welcome", phone.Page.Url);
        await phone.AcceptAsync();
        Assert.Equal("300", await phone.TextAsync("#points"));

        await phone.Page.Locator(".check-in__button").ClickAsync();

        Assert.Contains("+5积分", await phone.NoticeAsync());
        Assert.Contains("已连续1天", await phone.NoticeAsync());
        await phone.CloseNoticeAsync();
        Assert.Equal("305", await phone.TextAsync("#points"));
        Assert.Equal(1, await phone.Page.Locator(".calendar .is-done[aria-current=date]").CountAsync());

        await phone.Page.Locator(".tabs a[href='/code']").ClickAsync();
        (await site.RedeemAsync(phone, 2000)).Expect(201);
        await Assertions.Expect(phone.Page.Locator("#result")).ToContainTextAsync("−200积分");

        await phone.Page.Locator("#result-link").ClickAsync();
        Assert.Contains("书店", await phone.TextAsync("main"));
        await phone.OpenAsync("/entries");
        Assert.Equal(["−200", "+5", "+300"], await phone.Page.Locator(".row__points").AllInnerTextsAsync());
        await phone.Page.Locator(".row").First.ClickAsync();
        Assert.Contains("书店", await phone.TextAsync("main"));
        await phone.OpenAsync("/entries/all");
        await phone.Page.Locator(".row").First.ClickAsync();
        Assert.Contains("新人注册", await phone.TextAsync("main"));
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task The_printed_curl_line_pays()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");
        var curl = await phone.Page.Locator("#curl").TextContentAsync();

        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", curl!]) { RedirectStandardOutput = true })!;
        var answer = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"status\":\"captured\"", answer);
        await Assertions.Expect(phone.Page.Locator("#result")).ToContainTextAsync("支付成功");
        await Assertions.Expect(phone.Page.Locator(".pay__points")).ToContainTextAsync("可用100积分");
    }

    [Fact]
    public async Task A_hold_is_shown_and_then_what_became_of_it()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");

        var held = (await site.RedeemAsync(phone, 8800, capture: false)).Expect(201);
        await Assertions.Expect(phone.Page.Locator("#result-title")).ToHaveTextAsync("正在支付");
        await site.Service.Caller("rk_test_bookshop")
            .PostKeyedAsync($"/v1/redemptions/{held.Text("id")}/release", new { });

        await Assertions.Expect(phone.Page.Locator("#result-title")).ToHaveTextAsync("已取消");
    }

    [Fact]
    public async Task The_code_is_renewed_before_it_runs_out()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/code");
        var first = await phone.Page.Locator(".pay__qr").GetAttributeAsync("src");

        await phone.Page.Clock.FastForwardAsync(56_000);

        await Assertions.Expect(phone.Page.Locator(".pay__qr")).Not.ToHaveAttributeAsync("src", first!);
    }

    [Fact]
    public async Task Everything_works_with_scripts_off()
    {
        await using var phone = await site.MemberAsync(new PhoneSettings { HasScripts = false });

        await phone.Page.Locator(".check-in__button").ClickAsync();
        Assert.Contains("+5积分", await phone.NoticeAsync());
        await phone.CloseNoticeAsync();
        Assert.Equal(0, await phone.Page.Locator("#notice[open]").CountAsync());
        await phone.OpenAsync("/code");
        var first = await phone.Page.Locator(".pay__qr").GetAttributeAsync("src");
        (await site.RedeemAsync(phone, 2000)).Expect(201);
        await phone.Page.Locator(".pay__renew button").ClickAsync();

        Assert.NotEqual(first, await phone.Page.Locator(".pay__qr").GetAttributeAsync("src"));
        Assert.Contains("支付成功", await phone.TextAsync("#result"));
        await phone.OpenAsync("/entries?show=out");
        Assert.Equal(["−200"], await phone.Page.Locator(".row__points").AllInnerTextsAsync());
    }

    [Fact]
    public async Task A_month_is_one_page_to_whose_place_Back_returns()
    {
        await using var phone = await site.MemberAsync();
        for (var purchase = 0; purchase < 25; purchase++)
        {
            await phone.OpenAsync("/code");
            (await site.RedeemAsync(phone, 2000, points: 1)).Expect(201);
        }

        await phone.OpenAsync("/entries");
        await Assertions.Expect(phone.Page.Locator(".row")).ToHaveCountAsync(26);
        var row = phone.Page.Locator(".row").Nth(20);
        await row.ScrollIntoViewIfNeededAsync();
        await row.ClickAsync();
        await phone.Page.GoBackAsync();

        await Assertions.Expect(phone.Page.Locator(".row").Nth(20)).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_ends_here()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");

        var session = site.Service.Caller(await phone.CookieAsync("rewards"));
        (await session.DeleteAsync("/v1/member/sessions/current")).Expect(204);

        await phone.Page.WaitForURLAsync(new Regex("/connect/oauth2/authorize"));
    }

    [Fact]
    public async Task With_WeChat_down_sign_in_says_so_and_sessions_go_on()
    {
        await using var member = await site.MemberAsync();
        await using var newcomer = await site.PhoneAsync();

        await newcomer.OpenAsync("/sign-in/wechat");
        await newcomer.ChooseAsync("fault-500");

        Assert.Contains("微信暂时没有回应", await newcomer.TextAsync("main"));
        Assert.Equal(200, await member.OpenAsync("/"));
        await newcomer.Page.Locator("main a.button").ClickAsync();
        await newcomer.ChooseAsync(site.NewPerson());
        await newcomer.AcceptAsync();
        Assert.Equal("300", await newcomer.TextAsync("#points"));
    }

    [Fact]
    public async Task A_snapshot_page_is_refused_kindly()
    {
        await using var phone = await site.PhoneAsync();

        await phone.OpenAsync("/sign-in/wechat");
        await phone.ChooseAsync("fault-snapshot");

        Assert.Contains("使用完整服务", await phone.TextAsync("main"));
    }

    [Fact]
    public async Task Offline_is_said()
    {
        await using var phone = await site.MemberAsync();

        await phone.GoOfflineAsync();

        await Assertions.Expect(phone.Page.Locator("#offline")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Name_and_picture_come_from_WeChat_when_the_member_wants_it()
    {
        await using var phone = await site.PhoneAsync();
        var person = "<b>" + site.NewPerson()[..8];
        await phone.SignInAsync(person);

        await phone.OpenAsync("/me");
        await phone.Page.Locator("a[href*='profile=true']").ClickAsync();
        await phone.ChooseAsync(person);

        Assert.Contains("已使用您的微信昵称和头像", await phone.NoticeAsync());
        Assert.Equal(person, await phone.TextAsync(".profile__name"));
        Assert.Equal(1, await phone.Page.Locator(".profile__picture").CountAsync());
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Outside_WeChat_the_sandbox_lets_one_in_by_a_click()
    {
        await using var desktop =
            await site.PhoneAsync(new PhoneSettings { IsWeChat = false, Width = 1280, Language = "en-GB" });

        await desktop.OpenAsync("/");
        await desktop.Page.Locator("main a[href^='/sign-in/wechat']").ClickAsync();
        await desktop.Page.GetByText("Bob", new() { Exact = true }).ClickAsync();
        await desktop.AcceptAsync();

        Assert.Matches(Number(), await desktop.TextAsync("#points"));
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Number();
}
