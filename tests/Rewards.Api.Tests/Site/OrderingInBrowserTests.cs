using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>From a wish to an order, in a real browser, with the sandbox's samples.</summary>
[Collection(nameof(BrowserSite))]
public sealed class OrderingInBrowserTests(BrowserSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_free_court_is_found_looked_at_and_booked(bool hasScripts)
    {
        await using var phone = await site.MemberAsync(new PhoneSettings { HasScripts = hasScripts });
        await phone.Page.Locator(".tabs a[href='/discover']").ClickAsync();
        await phone.Page.Locator("#q").FillAsync("羽毛球");
        await phone.Page.Locator(".search__button").ClickAsync();
        await phone.Page.Locator("a.offer", new() { HasText = "河东羽毛球" }).ClickAsync();
        Assert.Contains("90天内3次未到", await phone.TextAsync("main"));

        await phone.Page.Locator(".chip_day").Nth(1).ClickAsync();
        await phone.Page.Locator("#slots a.row:not(.is-gone)").First.ClickAsync();
        await phone.Page.Locator(".take button").ClickAsync();
        Assert.Contains("河东羽毛球", await phone.TextAsync("#order"));
        await phone.Page.Locator("#order-submit").ClickAsync();

        await phone.Page.WaitForURLAsync("**/orders/ord_*");
        Assert.DoesNotContain(phone.Complaints, complaint => !complaint.Contains("status of 4"));
    }

    [Fact]
    public async Task A_film_is_priced_while_somebody_chooses_and_paid_at_the_venue()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/discover?cat=film&q=百年株洲");
        await phone.Page.Locator("a.offer", new() { HasText = "百年株洲" }).ClickAsync();
        await phone.Page.Locator(".chip_day").Last.ClickAsync();
        await phone.Page.Locator("#slots a.row:not(.is-gone)").First.ClickAsync();
        await phone.Page.Locator("select[name=quantity]").SelectOptionAsync("2");
        await phone.Page.Locator(".take button").ClickAsync();
        Assert.Contains("¥48.00", await phone.TextAsync("#live-dock"));

        await phone.Page.Locator("[name=points]").FillAsync("120");
        await Assertions.Expect(phone.Page.Locator("#live-dock")).ToContainTextAsync("¥66.00");
        await phone.Page.Locator("[name=use][value=none]").CheckAsync();
        await Assertions.Expect(phone.Page.Locator("#live-dock")).ToContainTextAsync("¥78.00");
        await phone.Page.Locator("[name=use][value=most]").CheckAsync();
        await Assertions.Expect(phone.Page.Locator("#live-dock")).ToContainTextAsync("¥48.00");
        await phone.Page.Locator("#order-submit").ClickAsync();

        await phone.Page.WaitForURLAsync("**/orders/ord_*");
        await phone.OpenAsync("/");
        Assert.Contains("冻结300", await phone.TextAsync(".hero"));
    }

    /// <summary>Both ways lead over another's page: this site's policy lets a link out, and that page's lets its form back.</summary>
    [Fact]
    public async Task What_is_paid_at_Stripe_is_a_ticket_when_one_comes_back()
    {
        var person = site.NewPerson();
        await using var phone = await site.PhoneAsync();
        await phone.SignInAsync(person);
        var order = await site.OrderFilmAsync(person, points: 0, isPaidOnline: true);
        await phone.OpenAsync($"/orders/{order.Text("id")}/pay");

        await phone.Page.Locator("#go-pay").ClickAsync();
        await phone.Page.Locator("button.pay").ClickAsync();

        await phone.Page.WaitForURLAsync("**/orders/ord_*");
        Assert.EndsWith("/orders/" + order.Text("id"), phone.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(phone.Page.Locator("#go-pay")).ToHaveCountAsync(0);
        Assert.DoesNotContain("待支付", await phone.TextAsync("main"));
        Assert.DoesNotContain(phone.Complaints, complaint => !complaint.Contains("status of 4"));
    }
}
