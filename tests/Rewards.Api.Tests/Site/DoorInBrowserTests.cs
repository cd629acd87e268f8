using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>A member's phone and a member of staff's, at one door.</summary>
[Collection(nameof(BrowserSite))]
public sealed class DoorInBrowserTests(BrowserSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ticket_is_let_in_and_the_members_page_says_so(bool hasScripts)
    {
        var (phone, order) = await HolderAsync(new PhoneSettings { HasScripts = hasScripts });
        await using var holder = phone;
        await using var staff = await StaffAsync(new PhoneSettings { HasScripts = hasScripts, IsWeChat = false });
        var code = await phone.TextAsync(".ticket__code");
        Assert.Equal(2, await phone.Page.Locator(".ticket__qr").CountAsync());

        await staff.OpenAsync("/door/at?slot=" + order.Text("slot_id"));
        await staff.Page.Locator("#scanned").FillAsync(code);
        await staff.Page.Locator("#door button[type=submit]").ClickAsync();
        await Assertions.Expect(staff.Page.Locator(".door__order")).ToContainTextAsync("收现金¥34.90");
        await staff.Page.Locator(".door__order input[type=number]").FillAsync("1");
        await staff.Page.Locator(".door__order button[type=submit]").ClickAsync();
        await Assertions.Expect(staff.Page.Locator(".result__title")).ToHaveTextAsync("已入场");
        await Assertions.Expect(staff.Page.Locator(".result")).ToContainTextAsync("1人");

        if (!hasScripts)
        {
            await phone.Page.ReloadAsync();
        }

        await Assertions.Expect(phone.Page.Locator("h1").Locator("..")).ToContainTextAsync("已使用");
        await Assertions.Expect(phone.Page.Locator(".ticket__said").First).ToHaveTextAsync("已使用");
        await Assertions.Expect(phone.Page.Locator(".ticket__qr")).ToHaveCountAsync(0);
        Assert.Empty(phone.Complaints);
        Assert.Empty(staff.Complaints);
    }

    [Fact]
    public async Task A_ticket_is_saved_as_a_picture_without_a_network()
    {
        var (phone, _) = await HolderAsync(new PhoneSettings { IsWeChat = false });
        await using var holder = phone;
        await phone.GoOfflineAsync();

        await phone.Page.Locator("#save-ticket").ClickAsync();

        await Assertions.Expect(phone.Page.Locator(".saved__picture")).ToBeVisibleAsync();
        Assert.StartsWith("data:image/png", await phone.Page.Locator("dialog a").GetAttributeAsync("href"));
        await phone.Page.Locator("dialog button").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Choosing_fewer_tickets_changes_what_the_page_says_comes_back()
    {
        var (phone, order) = await HolderAsync(new PhoneSettings());
        await using var holder = phone;
        await phone.OpenAsync($"/orders/{order.Text("id")}/cancel");
        await Assertions.Expect(phone.Page.Locator("#returned")).ToContainTextAsync("300积分");

        await phone.Page.Locator("input[type=checkbox]").First.UncheckAsync();
        await Assertions.Expect(phone.Page.Locator("#returned")).ToContainTextAsync("150积分");
        await phone.Page.Locator(".button_alarm").ClickAsync();

        Assert.Contains("已退回150积分", await phone.NoticeAsync());
        await phone.CloseNoticeAsync();
        await Assertions.Expect(phone.Page.Locator(".ticket__qr")).ToHaveCountAsync(1);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task The_camera_finds_a_code_and_looks_it_up()
    {
        var (phone, order) = await HolderAsync(new PhoneSettings());
        await using var holder = phone;
        await using var staff = await StaffAsync(new PhoneSettings { IsWeChat = false });

        // No camera here, and no detector: both are the browser's, and stood in for.
        await staff.Page.AddInitScriptAsync(
            $$"""
            window.BarcodeDetector = class { async detect() { return [{ rawValue: '{{order["tickets"]![0]!["qr"]}}' }]; } };
            navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream();
            HTMLMediaElement.prototype.play = async () => {};
            """);
        await staff.OpenAsync("/door/at");
        await staff.Page.Locator("#camera").ClickAsync();

        await Assertions.Expect(staff.Page.Locator(".door__order")).ToContainTextAsync("湘江之夜");
        Assert.Empty(staff.Complaints);
    }

    private async Task<(Phone Phone, Answer Order)> HolderAsync(PhoneSettings settings)
    {
        var (phone, person) = (await site.PhoneAsync(settings), site.NewPerson());
        await phone.SignInAsync(person);
        var order = await site.OrderFilmAsync(person, 300);
        await phone.OpenAsync("/orders/" + order.Text("id"));
        return (phone, order);
    }

    private async Task<Phone> StaffAsync(PhoneSettings settings)
    {
        var staff = await site.PhoneAsync(settings);
        await staff.OpenAsync("/door/sign-in");
        await staff.Page.Locator("#key").FillAsync("rk_test_cinema");
        await staff.Page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(staff.Page.Locator("h1")).ToHaveTextAsync("在哪里核销？");
        return staff;
    }
}
