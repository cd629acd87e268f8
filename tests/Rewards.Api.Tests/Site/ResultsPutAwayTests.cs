using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Who tapped on 完成 has read what the till did.</summary>
[Collection(nameof(BrowserSite))]
public sealed class ResultsPutAwayTests(BrowserSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_result_that_was_put_away_does_not_come_back_and_the_next_one_comes(bool hasScripts)
    {
        await using var phone = await site.MemberAsync(new PhoneSettings { HasScripts = hasScripts });
        await phone.OpenAsync("/code");
        var held = (await site.RedeemAsync(phone, 8800, points: 20, capture: false)).Expect(201);
        await phone.OpenAsync("/code");
        Assert.Equal("正在支付", await phone.TextAsync("#result-title"));

        await phone.Page.RunAndWaitForResponseAsync(
            () => phone.Page.Locator("#result-done").ClickAsync(), answer => answer.Url.Contains("/code?seen="));
        await phone.Page.Locator(".tabs a[href='/me']").ClickAsync();
        await phone.Page.Locator(".tabs a[href='/code']").ClickAsync();

        await Assertions.Expect(phone.Page.Locator(".pay__qr")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.Locator("#result")).ToBeHiddenAsync();
        await site.Service.Caller("rk_test_bookshop")
            .PostKeyedAsync($"/v1/redemptions/{held.Text("id")}/capture", new { });
        await phone.OpenAsync("/code");
        Assert.Equal("支付成功", await phone.TextAsync("#result-title"));
    }

    [Fact]
    public async Task What_came_by_itself_and_was_put_away_is_not_shown_beside_digits()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");
        (await site.RedeemAsync(phone, 8800, points: 20)).Expect(201);
        await phone.Page.Locator("#result-done").ClickAsync();

        await phone.Page.Locator("#pay form[method=post] button").ClickAsync();

        await Assertions.Expect(phone.Page.Locator("#digits")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.Locator("#result")).ToBeHiddenAsync();
    }
}
