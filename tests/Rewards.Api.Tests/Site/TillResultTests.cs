using Microsoft.Playwright;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>What a till did takes the whole page that shows the code.</summary>
[Collection(nameof(BrowserSite))]
public sealed class TillResultTests(BrowserSite site)
{
    public static TheoryData<string, string, int, int> Looks { get; } = new()
    {
        { "zh-CN", "light", 390, 844 },
        { "zh-CN", "dark", 390, 844 },
        { "zh-CN", "light-care", 390, 844 },
        { "zh-CN", "light", 844, 390 },
        { "zh-CN", "light", 320, 568 },
        { "en", "light", 390, 844 },
        { "en", "dark-care", 195, 844 },
    };

    [Fact]
    public async Task A_refusal_comes_by_itself_and_a_tap_brings_a_fresh_code()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");
        var first = await phone.Page.Locator(".pay__qr").GetAttributeAsync("src");

        (await site.RedeemAsync(phone, 8800, points: 301)).Expect(422);
        await Assertions.Expect(phone.Page.Locator("#result-title")).ToHaveTextAsync("积分不足");
        await Assertions.Expect(phone.Page.Locator("#pay")).ToBeHiddenAsync();
        await Assertions.Expect(phone.Page.Locator("#live")).ToContainTextAsync("积分不足");
        await Assertions.Expect(phone.Page.Locator("#live")).ToContainTextAsync("书店");
        await Assertions.Expect(phone.Page.Locator("#result-link")).ToBeHiddenAsync();
        await phone.Page.Locator("#result-done").ClickAsync();

        await Assertions.Expect(phone.Page.Locator("#result")).ToBeHiddenAsync();
        await Assertions.Expect(phone.Page.Locator(".pay__qr")).ToBeVisibleAsync();
        Assert.NotEqual(first, await phone.Page.Locator(".pay__qr").GetAttributeAsync("src"));
        Assert.EndsWith("/code", phone.Page.Url);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task The_phone_shakes_where_it_can_once_somebody_touched_the_page()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");
        await phone.Page.EvaluateAsync("navigator.vibrate = (pattern) => { window.shaken = pattern; return true; }");
        await phone.Page.Locator("#pay h1").TapAsync();

        (await site.RedeemAsync(phone, 8800, points: 301)).Expect(422);
        await Assertions.Expect(phone.Page.Locator("#result")).ToBeVisibleAsync();

        var shaken = await phone.Page.EvaluateAsync<int[]>("window.shaken");
        Assert.Equal([100, 100, 100], shaken);
    }

    [Fact]
    public async Task A_tap_shows_digits_that_pay_and_the_result_brings_a_code_without_them()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");

        await phone.Page.Locator("#pay form[method=post] button").ClickAsync();
        var digits = await phone.TextAsync("#digits");
        Assert.Matches("^[0-9]{5} [0-9]{5}$", digits);
        (await RedeemAsync(digits)).Expect(201);

        await Assertions.Expect(phone.Page.Locator("#result-title")).ToHaveTextAsync("支付成功");
        await phone.Page.Locator("#result-done").ClickAsync();
        await Assertions.Expect(phone.Page.Locator(".pay__qr")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.Locator("#digits")).ToHaveCountAsync(0);
        await Assertions.Expect(phone.Page.Locator("#pay form[method=post] button")).ToBeVisibleAsync();
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Who_types_has_the_digits_to_their_end()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.Clock.InstallAsync();
        await phone.OpenAsync("/code");
        await phone.Page.Locator("#pay form[method=post] button").ClickAsync();
        var digits = await phone.TextAsync("#digits");

        await phone.Page.Clock.FastForwardAsync(56_000);
        Assert.Equal(digits, await phone.TextAsync("#digits"));
        await phone.Page.Clock.FastForwardAsync(5_000);

        await Assertions.Expect(phone.Page.Locator("#digits")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Digits_work_with_scripts_off_and_so_does_the_result()
    {
        await using var phone = await site.MemberAsync(new PhoneSettings { HasScripts = false });
        await phone.OpenAsync("/code");
        await phone.Page.Locator("#pay form[method=post] button").ClickAsync();
        (await RedeemAsync(await phone.TextAsync("#digits"))).Expect(201);

        await phone.Page.Locator(".pay__renew button").ClickAsync();
        Assert.Equal("支付成功", await phone.TextAsync("#result-title"));
        await Assertions.Expect(phone.Page.Locator("#pay")).ToBeHiddenAsync();
        await phone.Page.Locator("#result-done").ClickAsync();

        await Assertions.Expect(phone.Page.Locator(".pay__qr")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Page.Locator("#result")).ToBeHiddenAsync();
        await phone.Page.Locator(".pay__renew button").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#result")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Who_spent_all_points_sees_no_code_and_one_who_earned_some_does()
    {
        await using var phone = await site.MemberAsync();
        await phone.OpenAsync("/code");
        (await site.RedeemAsync(phone, 8800, points: 300)).Expect(201);
        await Assertions.Expect(phone.Page.Locator("#result-title")).ToHaveTextAsync("支付成功");

        await phone.Page.Locator("#result-done").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#pay")).ToContainTextAsync("先签到或邀请好友赚积分");
        await Assertions.Expect(phone.Page.Locator(".pay__qr")).ToHaveCountAsync(0);
        await phone.Page.Locator("#pay a[href='/']").ClickAsync();
        await phone.Page.Locator(".check-in__button").ClickAsync();
        await phone.CloseNoticeAsync();
        await phone.OpenAsync("/code");

        await Assertions.Expect(phone.Page.Locator(".pay__points")).ToContainTextAsync("可用5积分");
    }

    [Fact]
    public async Task On_a_phone_on_its_side_the_whole_picture_is_on_the_screen()
    {
        await using var phone = await site.MemberAsync();
        await phone.Page.SetViewportSizeAsync(844, 390);
        await phone.OpenAsync("/code");

        var box = (await phone.Page.Locator(".pay__qr").BoundingBoxAsync())!;

        Assert.InRange(box.Y, 0, 60);
        Assert.InRange(box.Y + box.Height, 250, 390);
        await Assertions.Expect(phone.Page.Locator(".tabs")).ToBeHiddenAsync();

        (await site.RedeemAsync(phone, 3134, points: 200)).Expect(201);
        await Assertions.Expect(phone.Page.Locator("#result-link")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Each_of_its_states_is_sound_in_every_look(string language, string look, int width, int height)
    {
        await using var phone = await LookingAsync(language, look, width, height);
        var found = new List<string>();

        await EachStateAsync(phone, async state =>
        {
            found.AddRange((await Axe.ViolationsAsync(phone.Page)).Select(violation => $"{state} {violation}"));
            found.AddRange((await phone.Page.EvaluateAsync<string[]>(
                """
                [...document.querySelectorAll('main a, main button, nav a, summary'), document.documentElement]
                  .filter(one => one === document.documentElement ? one.scrollWidth > innerWidth
                    : one.checkVisibility() && one.getBoundingClientRect().height < 44)
                  .map(one => one.outerHTML.slice(0, 90))
                """)).Select(html => $"{state}: {html}"));
        });

        Assert.Empty(found);
    }

#if PICTURES
    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pictures_for_people_to_look_at(string language, string look, int width, int height)
    {
        await using var phone = await LookingAsync(language, look, width, height);
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots", "code");

        await EachStateAsync(phone, state => phone.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, $"{language}-{look}-{width}x{height}-{state}.png"),
        }));

        Assert.NotEmpty(Directory.GetFiles(folder));
    }
#endif

    private async Task<Phone> LookingAsync(string language, string look, int width, int height)
    {
        var settings = new PhoneSettings { Language = language, IsDark = look.StartsWith("dark"), Width = width };
        var phone = await site.MemberAsync(settings);
        await phone.Page.SetViewportSizeAsync(width, height);
        await phone.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await phone.OpenAsync("/look");
        await phone.Page.Locator($"input[name=theme][value={look.Split('-')[0]}]").CheckAsync();
        await phone.Page.Locator($"input[name=care][value={(look.EndsWith("care") ? "true" : "false")}]").CheckAsync();
        await phone.Page.Locator("main button[type=submit]").ClickAsync();
        return phone;
    }

    private async Task EachStateAsync(Phone phone, Func<string, Task> look)
    {
        await phone.OpenAsync("/code");
        await look("1-code");
        await phone.Page.Locator("#pay form[method=post] button").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#digits")).ToBeVisibleAsync();
        await look("2-digits");
        var results = new (string State, long PriceFen, long? Points, bool Capture)[]
        {
            ("3-refused", 8800, 301, true),
            ("4-held", 8800, 20, false),
            ("5-paid", 2274, 114, true),
            ("6-all-spent", 8800, null, true),
        };
        foreach (var (state, priceFen, points, capture) in results)
        {
            await phone.OpenAsync("/code");
            await site.RedeemAsync(phone, priceFen, points, capture);
            await phone.OpenAsync("/code");
            await look(state);
        }

        await phone.Page.Locator("#result-done").ClickAsync();
        await Assertions.Expect(phone.Page.Locator("#result")).ToBeHiddenAsync();
        await look("7-none");
    }

    private Task<Answer> RedeemAsync(string digits) => site.Service.Caller("rk_test_bookshop").PostKeyedAsync(
        "/v1/redemptions",
        new
        {
            MemberCode = digits,
            OrderNo = Caller.NewKey(),
            Items = new[] { Till.Item(8800) },
            Points = 10,
            Capture = true,
        });
}
