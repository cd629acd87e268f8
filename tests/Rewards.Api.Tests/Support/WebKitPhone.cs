using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// A phone with WebKit in WeChat: a session of <see href="https://www.w3.org/TR/webdriver2/">WebDriver</see>. It begins
/// with nothing remembered. A driver leads one at a time.
/// </summary>
public sealed class WebKitPhone : IAsyncDisposable
{
    private const string WeChat =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
            + "MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebKit webkit;
    private readonly HttpClient http;
    private readonly string address;
    private string session = "";

    private WebKitPhone(WebKit webkit, string address)
    {
        (this.webkit, this.address) = (webkit, address);
        http = new HttpClient { BaseAddress = webkit.Driver, Timeout = TimeSpan.FromSeconds(60) };
    }

    public static async Task<WebKitPhone> TakeAsync(WebKit webkit, string address)
    {
        var phone = new WebKitPhone(webkit, address);
        var options = new JsonObject
        {
            ["binary"] = WebKit.Browser,

            // Its bar with the address is wider than a phone; a full screen has none.
            ["args"] = new JsonArray("--automation", "--full-screen", "--user-agent=" + WeChat),
        };
        var wanted = new JsonObject { ["alwaysMatch"] = new JsonObject { ["webkitgtk:browserOptions"] = options } };
        var opened = await phone.PostAsync("/session", new JsonObject { ["capabilities"] = wanted });
        phone.session = "/session/" + (string)opened!["sessionId"]!;
        await phone.PostAsync(
            "/window/rect", new JsonObject { ["x"] = 0, ["y"] = 0, ["width"] = 390, ["height"] = 844 });
        await phone.UntilAsync("innerWidth === 390 && innerHeight === 844");
        return phone;
    }

    public Task OpenAsync(string path) => GoAsync(address + path);

    /// <summary>Signs in as this person at the fake WeChat, whose page is open.</summary>
    public async Task ChooseAsync(string person)
    {
        var choice = new Uri((string)(await ScriptAsync("document.querySelector('a').href"))!);
        var fields = choice.Query.TrimStart('?').Split('&')
            .Select(field => field.StartsWith("person=", StringComparison.Ordinal) ? "person=" + person : field);
        await GoAsync(choice.GetLeftPart(UriPartial.Path) + "?" + string.Join('&', fields));
    }

    /// <summary>Waits until it is there, and nothing covers it: a page that is still fading in does.</summary>
    public async Task TapAsync(string selector)
    {
        var one = $"document.querySelector({Quote(selector)})";
        await UntilAsync(one);

        // The driver itself scrolls no further than to where the tabs cover it.
        await ScriptAsync(one + ".scrollIntoView({ block: 'center' })");
        await UntilAsync(
            "(({ left, top, width, height }) => "
                + $"{one}.contains(document.elementFromPoint(left + width / 2, top + height / 2)))"
                + $"({one}.getBoundingClientRect())");
        var found = await PostAsync("/element", new JsonObject { ["using"] = "css selector", ["value"] = selector });

        // The one property of an element's name: its id.
        await PostAsync($"/element/{(string)found!.AsObject().Single().Value!}/click", []);
    }

    /// <summary>Waits until this is to be read there.</summary>
    public Task ReadAsync(string text, string selector = "main") =>
        UntilAsync($"document.querySelector({Quote(selector)})?.innerText.includes({Quote(text)})");

    /// <summary>Also of what is not shown.</summary>
    public async Task<string> TextAsync(string selector) =>
        (string)(await ScriptAsync($"document.querySelector({Quote(selector)}).textContent"))!;

    /// <summary>Also one that no script reads.</summary>
    public async Task<string> CookieAsync(string name) =>
        (string)(await SendAsync(HttpMethod.Get, $"{session}/cookie/{name}"))!["value"]!;

    /// <param name="expression">JavaScript whose value is wanted.</param>
    public Task<JsonNode?> ScriptAsync(string expression) =>
        PostAsync("/execute/sync", new JsonObject { ["script"] = "return " + expression, ["args"] = new JsonArray() });

    /// <summary>Waits until this is true on the page.</summary>
    public async Task UntilAsync(string condition)
    {
        for (var since = Stopwatch.StartNew(); !(bool)(await ScriptAsync($"!!({condition})"))!;)
        {
            Assert.True(
                since.Elapsed < Patience,
                $"Never true: {condition}. The page: {await ScriptAsync("document.body.innerText")}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Of the screen: the driver's own call for it never answers.</summary>
    public async Task PictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots", "webkit"));

        // Away from every link, whose address the browser would write over the page; and drawn means: twice since now.
        await PostAsync("/actions", JsonNode.Parse(
            """{"actions":[{"type":"pointer","id":"m","actions":[{"type":"pointerMove","x":1,"y":1}]}]}""")!.AsObject());
        await ScriptAsync(
            "window.drawn = false, requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = true; }))");
        await UntilAsync("window.drawn");
        using var import = Process.Start(
            "import", ["-display", webkit.Display, "-window", "root", Path.Combine(folder.FullName, name + ".png")]);
        await import.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, import.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await SendAsync(HttpMethod.Delete, session);
        http.Dispose();
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private Task<JsonNode?> GoAsync(string url) => PostAsync("/url", new JsonObject { ["url"] = url });

    private Task<JsonNode?> PostAsync(string path, JsonObject body) =>
        SendAsync(HttpMethod.Post, session + path, body);

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            // With its length told: the driver reads no chunks.
            request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var value = (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["value"];
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} {body?.ToJsonString()}: {value?.ToJsonString()}");
        return value;
    }
}
