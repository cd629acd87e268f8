using Microsoft.Playwright;

namespace Rewards.Api.Tests.Support;

/// <summary>How a phone is set.</summary>
public sealed record PhoneSettings
{
    public string Language { get; init; } = "zh-CN";

    public bool IsDark { get; init; }

    public bool HasScripts { get; init; } = true;

    public bool IsWeChat { get; init; } = true;

    public int Width { get; init; } = 390;

    /// <summary>Whether its browser does with texts as a phone's does: only then <c>text-size-adjust</c> acts.</summary>
    public bool IsMobile { get; init; }
}

/// <summary>A member's phone, with WeChat's browser open on the service.</summary>
public sealed class Phone : IAsyncDisposable
{
    private const string WeChat =
        "Mozilla/5.0 (Linux; Android 14; Phone) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 "
            + "Mobile Safari/537.36 MicroMessenger/8.0.50";

    private readonly IBrowserContext context;
    private readonly string address;

    private Phone(IBrowserContext context, IPage page, string address) =>
        (this.context, Page, this.address) = (context, page, address);

    public IPage Page { get; }

    /// <summary>What the browser complained about: a breach of the policy of contents among them.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Phone> TakeAsync(Chromium chromium, string address, PhoneSettings settings)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = settings.Width, Height = 844 },
            Locale = settings.Language,
            UserAgent = settings.IsWeChat ? WeChat : null,
            ColorScheme = settings.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = settings.HasScripts,
            HasTouch = true,
            IsMobile = settings.IsMobile,
        });
        context.SetDefaultTimeout(60_000);
        var phone = new Phone(context, await context.NewPageAsync(), address);
        phone.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                phone.Complaints.Add(message.Text);
            }
        };
        return phone;
    }

    /// <returns>The page's status.</returns>
    public async Task<int> OpenAsync(string path) => (await Page.GotoAsync(address + path))!.Status;

    /// <summary>Signs in as this person at the fake WeChat, and accepts the terms where they are shown.</summary>
    /// <param name="person">Any name, or one of the faults.</param>
    /// <param name="back">Where to go afterwards.</param>
    public async Task SignInAsync(string person, string back = "/")
    {
        await OpenAsync("/sign-in/wechat?return=" + back);
        await ChooseAsync(person);
        await AcceptAsync();
    }

    /// <summary>Taps on somebody on the fake WeChat's page; who is not there is made up.</summary>
    public async Task ChooseAsync(string person)
    {
        var choice = await Page.Locator("a").First.GetAttributeAsync("href");
        var start = choice!.IndexOf("person=", StringComparison.Ordinal);
        var end = choice.IndexOf('&', start);
        var host = new Uri(Page.Url).GetLeftPart(UriPartial.Authority);
        await Page.GotoAsync(host + choice[..start] + "person=" + Uri.EscapeDataString(person) + choice[end..]);
    }

    public async Task AcceptAsync()
    {
        if (Page.Url.EndsWith("/welcome", StringComparison.Ordinal))
        {
            await Page.Locator("#accepted").CheckAsync();
            await Page.Locator("main button[type=submit]").ClickAsync();
            await CloseNoticeAsync();
        }
    }

    /// <summary>What the dialog says, as soon as there is one.</summary>
    public Task<string> NoticeAsync() => Page.Locator("#notice").InnerTextAsync();

    public async Task CloseNoticeAsync()
    {
        // A click is over when the next page begins: counted at once, it has no dialog yet.
        await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        if (await Page.Locator("#notice[open]").CountAsync() > 0)
        {
            await Page.Locator("#notice button").ClickAsync();
        }
    }

    /// <summary>
    /// Waits until it holds in the page, whichever page that is by then. Playwright's own way asks a second time by eval,
    /// which the content security policy forbids.
    /// </summary>
    public async Task UntilAsync(string condition)
    {
        for (var left = 200; !await HoldsAsync(condition); left--)
        {
            Assert.True(left > 0, condition);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> HoldsAsync(string condition)
    {
        try
        {
            return await Page.EvaluateAsync<bool>($"() => Boolean({condition})");
        }
        catch (PlaywrightException)
        {
            // Between two pages.
            return false;
        }
    }

    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    public async Task<string> CookieAsync(string name) =>
        (await context.CookiesAsync()).Single(cookie => cookie.Name == name).Value;

    public Task GoOfflineAsync(bool isOffline = true) => context.SetOfflineAsync(isOffline);

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
