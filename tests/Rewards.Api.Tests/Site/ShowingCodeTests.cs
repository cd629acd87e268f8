using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>No dead code looks alive, and no live one is thrown away.</summary>
[Collection(nameof(BrowserSite))]
public sealed class ShowingCodeTests(BrowserSite site)
{
    [Fact]
    public async Task It_stays_when_the_stream_of_news_fails_which_is_asked_for_less_and_less_often()
    {
        await using var phone = await site.MemberAsync();
        var (pages, streams) = (0, 0);
        await phone.Page.RouteAsync("**/code/events*", route =>
        {
            streams++;
            return route.FulfillAsync(new() { Status = 503 });
        });
        phone.Page.Request += (_, request) => pages += request.Url.EndsWith("/code", StringComparison.Ordinal) ? 1 : 0;
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/code");
        var first = await Code(phone).GetAttributeAsync("src");

        for (var second = 0; second < 45; second++)
        {
            await phone.Page.Clock.RunForAsync(1_000);
        }

        Assert.Equal(first, await Code(phone).GetAttributeAsync("src"));
        Assert.Equal(1, pages);
        Assert.InRange(streams, 2, 5);
    }

    [Fact]
    public async Task Past_its_end_and_offline_it_is_blurred_and_comes_back_with_the_network()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/code");
        var first = await Code(phone).GetAttributeAsync("src");

        await phone.GoOfflineAsync();
        await phone.Page.Clock.FastForwardAsync(61_000);

        await Assertions.Expect(phone.Page.Locator("#dead")).ToHaveTextAsync("网络断开，恢复后自动更新");
        await Assertions.Expect(Code(phone)).ToHaveCSSAsync("filter", "blur(8px)");
        await phone.GoOfflineAsync(false);
        await Assertions.Expect(phone.Page.Locator("#dead")).ToBeHiddenAsync();
        await Assertions.Expect(Code(phone)).Not.ToHaveAttributeAsync("src", first!);
    }

    [Fact]
    public async Task While_the_server_refuses_it_says_that_it_is_over_and_a_tap_asks_again()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/code");
        await phone.Page.RouteAsync("**/code", route => route.FulfillAsync(new() { Status = 503 }));

        await phone.Page.Clock.FastForwardAsync(61_000);

        await Assertions.Expect(phone.Page.Locator("#dead")).ToHaveTextAsync("已过期，点击刷新");
        await phone.Page.UnrouteAsync("**/code");
        await phone.Page.Locator("#dead").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#dead")).ToBeHiddenAsync();
    }

    /// <summary>While a phone sleeps the one clock stops; the other may be set an hour back.</summary>
    [Theory]
    [InlineData("performance.now = (now => () => now)(performance.now())")]
    [InlineData("Date.now = (now => () => now() - 3600000)(Date.now)")]
    public async Task One_clock_alone_does_not_keep_it_alive(string stopped)
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/code");
        await phone.Page.RouteAsync("**/code", route => route.FulfillAsync(new() { Status = 503 }));
        await phone.Page.EvaluateAsync(stopped);

        await phone.Page.Clock.FastForwardAsync(61_000);

        await Assertions.Expect(phone.Page.Locator("#dead")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whenever_it_is_looked_at_again_the_server_is_asked()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");
        var first = await Code(phone).GetAttributeAsync("src");

        await phone.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

        await Assertions.Expect(Code(phone)).Not.ToHaveAttributeAsync("src", first!);
    }

    [Fact]
    public async Task A_page_of_yesterday_becomes_the_new_day_as_soon_as_it_is_looked_at()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Locator(".check-in__button").ClickAsync();
        await phone.CloseNoticeAsync();
        await phone.Page.EvaluateAsync("document.querySelector('[data-day]').dataset.day = '2000-01-01'; window.isOld = true");

        await phone.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");

        await phone.UntilAsync("!window.isOld");
    }

    private static ILocator Code(Phone phone) => phone.Page.Locator(".pay__qr");
}
