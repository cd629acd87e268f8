using System.Text.Json;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A member's evening in the browser that iPhones have: what Chromium lets pass may fail here.</summary>
public sealed class EveningInWebKitTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-webkit-site-");
    private ServiceProcess? service;
    private WebKit? webkit;
    private WebKitPhone? phone;

    private WebKitPhone Phone => phone!;

    public async ValueTask InitializeAsync()
    {
        webkit = await WebKit.StartAsync();
        if (webkit is not null)
        {
            service = await ServiceProcess.StartAsync(folder.FullName);
            phone = await WebKitPhone.TakeAsync(webkit, service.Address);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in new IAsyncDisposable?[] { phone, webkit, service })
        {
            await (started?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stranger_joins_pays_is_refunded_and_goes_on_though_signed_out_elsewhere()
    {
        WebKit.SkipWithout(webkit);
        await JoinByInvitationAsync();
        await CheckInAsync();
        await RenewCodeAsync();
        var redemption = await PayAsync();
        await ReadPointsAsync();
        await RefundAsync(redemption);
        await DarkenAsync();
        await CheckInThoughSignedOutElsewhereAsync();
        await SignOutAsync();
    }

    private async Task JoinByInvitationAsync()
    {
        var inviter = (await service!.Caller(null).PostAsync(
            "/v1/member/sessions", new { WechatCode = "sandbox-inviter" })).Expect(201);
        await Phone.OpenAsync("/i/" + (string)inviter["member"]!["invite_code"]!);
        await Phone.ReadAsync("邀请您加入", "h1");
        await Phone.PictureAsync("1-invitation");

        await Phone.TapAsync("main a.button");
        await Phone.UntilAsync("location.pathname.endsWith('/authorize')");
        await Phone.ChooseAsync("stranger");
        await Phone.UntilAsync("location.pathname === '/welcome'");
        await Phone.TapAsync("#accepted");
        await Phone.PictureAsync("2-welcome");
        await Phone.TapAsync("main button[type=submit]");

        await Phone.ReadAsync("邀请您的好友也获得了积分", "#notice");
        await CloseNoticeAsync();
        await Phone.ReadAsync("300", "#points");
        await Phone.PictureAsync("3-home");
    }

    private async Task CheckInAsync()
    {
        await Phone.TapAsync(".check-in__button");

        await Phone.ReadAsync("+5积分", "#notice");
        await Phone.PictureAsync("4-checked-in");
        await Phone.ReadAsync("305", "#points");
    }

    private async Task RenewCodeAsync()
    {
        await Phone.TapAsync(".tabs a[href='/code']");
        var first = await CurlAsync();

        // Nearly a minute later, for this page.
        await Phone.ScriptAsync(
            "void (performance.now = (now => () => now() + 56000)(performance.now.bind(performance)))");

        await Phone.UntilAsync($"document.getElementById('curl').textContent !== {JsonSerializer.Serialize(first)}");
        await Phone.PictureAsync("5-code");
    }

    private async Task<string> PayAsync()
    {
        var redemption = (await BrowserSite.RedeemAtAsync(service!, await CurlAsync(), 2000)).Expect(201);

        await Phone.ReadAsync("支付成功", "#result");
        await Phone.ReadAsync("书店", "#result");
        await Phone.PictureAsync("6-paid");
        await Phone.TapAsync("#result-link");
        await Phone.UntilAsync("location.pathname.startsWith('/redemptions/')");
        await Phone.ReadAsync("书店");
        await Phone.PictureAsync("7-purchase");
        return redemption.Text("id");
    }

    private async Task ReadPointsAsync()
    {
        await Phone.OpenAsync("/entries");

        Assert.Equal(
            "−200 +5 +300",
            (string?)await Phone.ScriptAsync(
                "[...document.querySelectorAll('.row__points')].map(row => row.innerText).join(' ')"));
        await Phone.ReadAsync("书店", ".row");
        await Phone.ReadAsync("200", ".month__sums");
        await Phone.PictureAsync("8-points");
    }

    private async Task RefundAsync(string redemption)
    {
        (await service!.Caller("rk_test_bookshop").PostKeyedAsync(
            $"/v1/redemptions/{redemption}/refunds", new { Reason = "Returned" })).Expect(201);

        await Phone.OpenAsync("/entries");
        await Phone.ReadAsync("已退款", ".row");
        Assert.Equal("−200", (string?)await Phone.ScriptAsync("document.querySelector('.row s').innerText"));
    }

    private async Task DarkenAsync()
    {
        await Phone.OpenAsync("/look");
        await Phone.TapAsync("input[name=theme][value=dark]");
        await Phone.TapAsync("main button[type=submit]");
        await Phone.UntilAsync("document.documentElement.dataset.theme === 'dark'");
        await Phone.OpenAsync("/");

        Assert.True((bool)(await Phone.ScriptAsync(
            "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).every(part => part < 60)"))!);
        await Phone.PictureAsync("9-dark");
    }

    /// <summary>The next day; the other tab is not to be seen, only what it did.</summary>
    private async Task CheckInThoughSignedOutElsewhereAsync()
    {
        (await service!.Caller(null).PostAsync("/sandbox/clock", new { AdvanceSeconds = 86_400 })).Expect(200);
        await Phone.OpenAsync("/");
        var session = service.Caller(await Phone.CookieAsync("rewards"));
        (await session.DeleteAsync("/v1/member/sessions/current")).Expect(204);

        await Phone.TapAsync(".check-in__button");
        await Phone.UntilAsync("location.pathname.endsWith('/authorize')");
        await Phone.ChooseAsync("stranger");
        await Phone.ReadAsync("请再点一次", "#notice");
        await CloseNoticeAsync();
        await Phone.TapAsync(".check-in__button");
        await Phone.ReadAsync("已连续2天", "#notice");
    }

    private async Task SignOutAsync()
    {
        await Phone.TapAsync(".tabs a[href='/me']");
        await Phone.UntilAsync("location.pathname === '/me'");
        await Phone.TapAsync("main form button");
        await Phone.UntilAsync("location.pathname === '/sign-in'");
        await Phone.ReadAsync("您已退出登录");
        await Phone.PictureAsync("10-left");

        await Phone.OpenAsync("/entries");
        await Phone.UntilAsync("location.pathname.endsWith('/authorize')");
    }

    private async Task CloseNoticeAsync()
    {
        await Phone.TapAsync("#notice button");
        await Phone.UntilAsync("!document.getElementById('notice').open");
    }

    private async Task<string> CurlAsync()
    {
        await Phone.UntilAsync("document.getElementById('curl')");
        return await Phone.TextAsync("#curl");
    }
}
