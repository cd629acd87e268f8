using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>
/// Ways out of our origin and back, with WeChat at an origin of its own, as it really is: what browsers hold against
/// the redirects after a form is seen in a browser only.
/// </summary>
[Collection(nameof(BrowserSite))]
public sealed class WaysToWeChatTests(BrowserSite site, WeChatElsewhere elsewhere) : IClassFixture<WeChatElsewhere>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signed_out_in_another_tab_a_member_signs_in_by_the_tap_and_taps_again(bool hasScripts)
    {
        await using var phone = await PhoneAsync(new PhoneSettings { HasScripts = hasScripts });
        var person = site.NewPerson();
        await phone.SignInAsync(person);
        var session = (await elsewhere.Service).Caller(await phone.CookieAsync("rewards"));
        (await session.DeleteAsync("/v1/member/sessions/current")).Expect(204);

        await phone.Page.Locator(".check-in__button").ClickAsync();
        await phone.Page.WaitForURLAsync(address => address.StartsWith(WeChatElsewhere.Origin, StringComparison.Ordinal));
        await phone.ChooseAsync(person);

        Assert.Contains("请再点一次", await phone.NoticeAsync());
        await phone.CloseNoticeAsync();
        await phone.Page.Locator(".check-in__button").ClickAsync();
        Assert.Contains("+5积分", await phone.NoticeAsync());
        Assert.Empty(phone.Complaints);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(61, true)]
    public async Task A_newcomer_may_read_the_terms_for_an_hour_and_goes_on_afterwards(int minutes, bool bySignIn)
    {
        await using var phone = await PhoneAsync(new PhoneSettings());
        var person = site.NewPerson();
        await phone.OpenAsync("/sign-in/wechat");
        await phone.ChooseAsync(person);
        var clock = (await elsewhere.Service).Caller(null);
        (await clock.PostAsync("/sandbox/clock", new { AdvanceSeconds = minutes * 60 })).Expect(200);

        await phone.Page.Locator("#accepted").CheckAsync();
        await phone.Page.Locator("main button[type=submit]").ClickAsync();
        if (bySignIn)
        {
            await phone.Page.WaitForURLAsync(address => address.StartsWith(WeChatElsewhere.Origin, StringComparison.Ordinal));
            await phone.ChooseAsync(person);
            Assert.Contains("请再点一次", await phone.NoticeAsync());
            await phone.CloseNoticeAsync();
            await phone.AcceptAsync();
        }

        await phone.CloseNoticeAsync();
        Assert.Equal("300", await phone.TextAsync("#points"));
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task A_button_that_nothing_came_of_is_free_again_after_eight_seconds()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/");
        await phone.Page.EvaluateAsync("addEventListener('submit', event => event.preventDefault())");

        var button = phone.Page.Locator(".check-in__button");
        await button.EvaluateAsync("button => button.click()");
        await Assertions.Expect(button).ToBeDisabledAsync();
        await phone.Page.Clock.FastForwardAsync(8_100);

        await Assertions.Expect(button).ToBeEnabledAsync();
    }

    private async Task<Phone> PhoneAsync(PhoneSettings settings)
    {
        // Skips where there is no browser, and then nothing was started.
        await (await site.PhoneAsync()).DisposeAsync();
        return await site.PhoneAsync(settings, await elsewhere.Service);
    }
}

/// <summary>A service that names itself otherwise where it plays WeChat: for a browser, that is another site.</summary>
public sealed class WeChatElsewhere : IAsyncLifetime
{
    public const string Origin = "http://localhost:";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-elsewhere-");
    private readonly Lazy<Task<ServiceProcess>> service;

    public WeChatElsewhere() => service = new(() => ServiceProcess.StartAsync(
        folder.FullName, $"--WeChat:OpenBase={Origin}{ServiceProcess.Port}/sandbox/wechat"));

    public Task<ServiceProcess> Service => service.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (service.IsValueCreated)
        {
            await (await Service).DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
