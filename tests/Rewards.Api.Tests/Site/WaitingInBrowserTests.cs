using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Two phones and one court: what one gives back the other gets.</summary>
[Collection(nameof(BrowserSite))]
public sealed class WaitingInBrowserTests(BrowserSite site)
{
    [Fact]
    public async Task What_one_gives_back_is_kept_for_who_waits()
    {
        var slot = await CourtAsync();
        await using var holder = await site.MemberAsync();
        await using var waiting = await site.MemberAsync();
        await TakeAsync(holder, slot);

        await waiting.OpenAsync("/slots/" + slot);
        await waiting.Page.Locator("a.button", new() { HasText = "候补" }).ClickAsync();
        await waiting.Page.Locator("main form button").ClickAsync();
        await Assertions.Expect(waiting.Page.Locator("main")).ToContainTextAsync("候补第1位");

        await holder.OpenAsync("/orders");
        await holder.Page.Locator(".order a").First.ClickAsync();
        await holder.Page.Locator("a[href$='/cancel']").ClickAsync();
        await holder.Page.Locator(".button_alarm").ClickAsync();
        await Assertions.Expect(holder.Page.Locator("h1").Locator("..")).ToContainTextAsync("已取消");

        await waiting.OpenAsync("/");
        await waiting.Page.Locator(".tabs a[href='/me']").ClickAsync();
        await waiting.Page.Locator("a[href='/notices']").ClickAsync();
        await waiting.Page.Locator(".told__row").First.ClickAsync();
        await waiting.Page.Locator("main a.button").ClickAsync();
        await waiting.Page.Locator("#order-submit").ClickAsync();
        await waiting.Page.WaitForURLAsync("**/orders/ord_*");
        Assert.Empty(waiting.Complaints);
    }

    private static async Task TakeAsync(Phone phone, string slot)
    {
        await phone.OpenAsync("/slots/" + slot);
        await phone.Page.Locator(".take button").ClickAsync();
        await phone.Page.Locator("#order-submit").ClickAsync();
        await phone.Page.WaitForURLAsync("**/orders/ord_*");
    }

    /// <summary>With one place, in six hours.</summary>
    private async Task<string> CourtAsync()
    {
        var centre = site.Service.Caller("rk_test_centre");
        var court = new { Kind = "slot", Title = "候补场地", PriceFen = 0, Unit = "小时", Payment = "free" };
        var offer = (await centre.PostKeyedAsync("/v1/merchant/offers", court)).Expect(201).Text("id");
        (await centre.PostKeyedAsync($"/v1/merchant/offers/{offer}/submit", new { })).Expect(200);
        (await site.Service.Caller("op_test_operator").PostKeyedAsync($"/v1/operator/offers/{offer}/approve", new { Version = 1 })).Expect(200);
        var starts = DateTimeOffset.UtcNow.AddHours(6);
        return (await centre.PostKeyedAsync(
            $"/v1/merchant/offers/{offer}/slots",
            new { Slots = new[] { new { StartsAt = starts, EndsAt = starts.AddHours(1), Capacity = 1 } } })).Expect(201).Data[0]["id"]!.GetValue<string>();
    }
}
