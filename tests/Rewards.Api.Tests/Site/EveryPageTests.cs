using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>What holds for each page, as it looks with something on it.</summary>
[Collection(nameof(BrowserSite))]
public sealed class EveryPageTests(BrowserSite site)
{
    /// <summary>The order of who looks.</summary>
    private Answer? film;

    /// <summary>Another of theirs, whose cash is to be paid online.</summary>
    private Answer? unpaid;

    private static readonly string[] ForMembers =
    [
        "/", "/?month=x", "/entries", "/entries/all", "/entries/1", "/entries/2", "/code", "/invite", "/merchants", "/rules",
        "/orders", "/orders?state=back", "/orders/{order}", "/orders/{order}/cancel", "/orders/{unpaid}", "/orders/{unpaid}/pay", "/me", "/notices", "/look", "/help?request=0123456789abcdef0123456789abcdef",
        "/nowhere",
    ];

    private static readonly string[] ForAnybody =
        ["/sign-in", "/sign-in?left=true", "/terms", "/privacy", "/merchants?q=zzz", "/sign-in/callback?code=x"];

    /// <summary>Of the sandbox's samples: a film, a court, a book.</summary>
    private static readonly string[] Offers =
    [
        "/offers/ofr_01m6a6ft00e00cgg96x9a6hfn1", "/offers/ofr_01m6a6ft00e2kdmb24zmcpca96", "/offers/ofr_01m6a6ft00e2ahfmczyzmjwc92",
    ];

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("light-care")]
    [InlineData("dark-care")]
    public async Task Axe_finds_nothing(string look)
    {
        await using var phone = await VisitorAsync(new PhoneSettings { IsDark = look.StartsWith("dark") }, look);
        var found = new List<string>();

        await EachPageAsync(phone, async path =>
            found.AddRange((await Axe.ViolationsAsync(phone.Page)).Select(violation => $"{path} {violation}")));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(360, "phone")]
    [InlineData(360, "phone-care")]
    [InlineData(195, "phone")]
    public async Task Nothing_is_wider_than_the_screen(int width, string look)
    {
        await using var phone = await VisitorAsync(new PhoneSettings { Width = width, Language = "en" }, look);
        var found = new List<string>();

        await EachPageAsync(phone, async path =>
        {
            var wide = await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            if (wide > 0)
            {
                found.Add($"{path}: {wide} px");
            }
        });

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task With_WeChats_largest_text_nothing_is_too_wide_broken_or_covered(string language)
    {
        await using var phone = await VisitorAsync(new PhoneSettings { Language = language, IsMobile = true }, "light");
        var found = new List<string>();

        await EachPageAsync(phone, async path =>
        {
            found.AddRange((await LargestText.FaultsAsync(phone)).Select(fault => $"{path}: {fault}"));
#if PICTURES
            await PictureAsync(phone, Path.Combine(Repository.Root, "artifacts", "screenshots", $"{language}-largest-text"), path);
#endif
        });

        Assert.Empty(found);
    }

    [Fact]
    public async Task Everything_to_tap_is_44_pixels_high_or_stands_in_a_sentence()
    {
        await using var phone = await VisitorAsync(new PhoneSettings(), "light");
        var found = new List<string>();

        await EachPageAsync(phone, async path => found.AddRange((await phone.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('main a, main button, nav a, summary, main label.choice')]
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44)
              .filter(one => !(one.tagName === 'A' && getComputedStyle(one).display === 'inline'))
              .map(one => one.outerHTML.slice(0, 90))
            """)).Select(html => $"{path}: {html}")));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(320)]
    public async Task WeChats_largest_type_breaks_no_number_and_leaves_no_page_too_wide(int width)
    {
        await using var phone = await VisitorAsync(new PhoneSettings { Width = width, IsMobile = true }, "light");
        var found = new List<string>();

        await EachPageAsync(phone, async path => found.AddRange((await phone.Page.EvaluateAsync<string[]>(
            """
            () => {
              document.body.style.webkitTextSizeAdjust = '160%';
              document.querySelectorAll('details').forEach(fold => { fold.open = true; });
              const lines = (node) => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return new Set([...range.getClientRects()].map(one => Math.round(one.top))).size;
              };
              const isBroken = (one) => [...one.childNodes].some(
                node => node.nodeType === Node.TEXT_NODE && node.data.trim() && lines(node) > 1);
              const broken = [...document.querySelectorAll(
                  '.calendar span, .week *, .tabs span, .filter a, .row__points, .hero__points')]
                .filter(isBroken).map(one => one.outerHTML.slice(0, 90));
              const tooWide = document.documentElement.scrollWidth - innerWidth;
              return tooWide > 0 ? [...broken, `${tooWide} px`] : broken;
            }
            """)).Select(fault => $"{path}: {fault}")));

        Assert.Empty(found);
    }

    [Fact]
    public async Task Nothing_moves_while_a_page_appears()
    {
        await using var phone = await VisitorAsync(new PhoneSettings(), "light");
        var found = new List<string>();

        await EachPageAsync(phone, async path =>
        {
            var shift = await phone.Page.EvaluateAsync<double>(
                """
                () => new Promise(done => {
                  let sum = 0;
                  new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
                    .observe({ type: 'layout-shift', buffered: true });
                  setTimeout(() => done(sum), 150);
                })
                """);
            if (shift > 0.01)
            {
                found.Add($"{path}: {shift}");
            }
        });

        Assert.Empty(found);
        Assert.DoesNotContain(phone.Complaints, complaint => !complaint.Contains("status of 4"));
    }

#if PICTURES
    [Theory]
    [InlineData("zh-CN", "light")]
    [InlineData("en", "light")]
    [InlineData("zh-CN", "dark")]
    [InlineData("en", "dark")]
    [InlineData("zh-CN", "light-care")]
    [InlineData("zh-CN", "dark-care")]
    [InlineData("en", "dark-care")]
    [InlineData("zh-CN", "light-narrow")]
    public async Task Pictures_for_people_to_look_at(string language, string look)
    {
        var width = look.EndsWith("narrow") ? 360 : 390;
        var settings = new PhoneSettings { Language = language, IsDark = look.StartsWith("dark"), Width = width };
        await using var phone = await VisitorAsync(settings, look);
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{language}-{look}");

        await EachPageAsync(phone, path => PictureAsync(phone, folder, path));

        Assert.NotEmpty(Directory.GetFiles(folder));
    }
#endif

    /// <summary>A member who has ordered two tickets for a film, has checked in, bought something, holds something and has brought a friend.</summary>
    private async Task<Phone> VisitorAsync(PhoneSettings settings, string look)
    {
        var (phone, person) = (await site.PhoneAsync(settings with { IsWeChat = false }), site.NewPerson());
        await phone.SignInAsync(person);
        film = await site.OrderFilmAsync(person, 100);
        unpaid = await site.OrderFilmAsync(person, 0, isPaidOnline: true);
        await phone.Page.Locator(".check-in__button").ClickAsync();
        await phone.CloseNoticeAsync();
        await phone.OpenAsync("/code");
        await site.RedeemAsync(phone, 2000, points: 50);
        await phone.OpenAsync("/code");
        await site.RedeemAsync(phone, 2000, points: 20, capture: false);
        await phone.OpenAsync("/invite");
        await site.Service.Caller(null).PostAsync(
            "/v1/member/sessions",
            new
            {
                WechatCode = "sandbox-" + site.NewPerson(),
                InviteCode = (await phone.TextAsync("#link")).Split("/i/")[1],
            });
        await phone.OpenAsync("/look");
        await phone.Page.Locator($"input[name=theme][value={look.Split('-')[0]}]").CheckAsync();
        await phone.Page.Locator($"input[name=care][value={(look.EndsWith("care") ? "true" : "false")}]").CheckAsync();
        await phone.Page.Locator("main button[type=submit]").ClickAsync();
        return phone;
    }

#if PICTURES
    private static Task<byte[]> PictureAsync(Phone phone, string folder, string path)
    {
        var name = path.Trim('/') is { Length: > 0 } known ? known : "home";
        return phone.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, name.Replace('/', '-').Replace('?', '-') + ".png"),
            FullPage = true,
        });
    }
#endif

    /// <summary>A slot, and what confirms an order of it, of a book, and of more than there are points for.</summary>
    private static async Task<string[]> SlotsAsync(Phone phone)
    {
        await phone.OpenAsync(Offers[0]);
        var slot = await phone.Page.EvaluateAsync<string>(
            "[...document.querySelectorAll('#slots a.row:not(.is-gone)')].at(-1)?.getAttribute('href')"
                + " ?? document.querySelector('#slots a.row').getAttribute('href')");
        var id = slot.Split('/')[^1];
        return [slot, $"{slot}/waiting", $"{Offers[0]}/confirm?slot_id={id}&quantity=2", $"{Offers[2]}/confirm?quantity=1&use=own&points=20"];
    }

    private async Task EachPageAsync(Phone phone, Func<string, Task> look)
    {
        string[] invited = ["/i/NOSUCH00", "/welcome"];
        string[] found = ["/discover", "/discover?q=zzz&cat=book&price=points", .. Offers, .. await SlotsAsync(phone)];
        foreach (var path in ForMembers.Concat(found).Append("/i/NOSUCH00"))
        {
            await phone.OpenAsync(path.Replace("{order}", film!.Text("id")).Replace("{unpaid}", unpaid!.Text("id")));
            await look(path);
        }

        await DoorWalk.AsStaffAsync(phone, film!, look);

        await phone.OpenAsync("/me");
        await phone.Page.Locator("main form button").ClickAsync();
        foreach (var path in ForAnybody.Concat(["/discover", Offers[0]]).Concat(invited[..1]))
        {
            await phone.OpenAsync(path);
            await look(path == "/i/NOSUCH00" ? "/i/invited" : path);
        }

        await phone.OpenAsync("/sign-in/wechat");
        await phone.ChooseAsync("newcomer" + Guid.NewGuid().ToString("N"));
        await look("/welcome");
    }
}
