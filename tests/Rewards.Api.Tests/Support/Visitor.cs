using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// Somebody's browser without a screen: keeps cookies, follows nothing by itself, sends forms with their token.
/// </summary>
public sealed partial class Visitor
{
    private readonly HttpClient http;

    public Visitor(RewardsApp app, string address = "https://localhost")
    {
        http = app.CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            BaseAddress = new Uri(address),
        });
        http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public async Task<Page> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await SendAsync(request);
    }

    /// <summary>Sends a form of the page at <paramref name="path"/> as a browser would.</summary>
    public async Task<Page> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await GetAsync(path);
        return await PostAsync(path, [TokenIn(page), .. fields]);
    }

    /// <summary>The hidden field by which a form proves that it is the page's own.</summary>
    public static (string Name, string Value) TokenIn(Page page) =>
        ("__RequestVerificationToken", Token().Match(page.Text).Groups[1].Value);

    /// <summary>Sends fields and nothing else.</summary>
    public Task<Page> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(Form(path, fields));

    public Task<Page> SendAsync(HttpRequestMessage request, string path, params (string Name, string Value)[] fields)
    {
        (request.Method, request.RequestUri) = (HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Content = Form(path, fields).Content;
        return SendAsync(request);
    }

    /// <summary>Goes to WeChat, and comes back with this code.</summary>
    public async Task<Page> ComeBackAsync(string code, string query = "")
    {
        var start = await GetAsync("/sign-in/wechat" + query);
        return await GetAsync($"/sign-in/callback?code={Uri.EscapeDataString(code)}&state={start.State}");
    }

    /// <summary>Signs in as a new person, with the terms accepted.</summary>
    public async Task<Page> SignInAsync(string person, string query = "")
    {
        var back = await ComeBackAsync("sandbox-" + person, query);
        return back.Location == "/welcome" ? await SubmitAsync("/welcome", ("accepted", "true")) : back;
    }

    private static HttpRequestMessage Form(string path, (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
        };

    private async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Page(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>What a browser got.</summary>
public sealed record Page(HttpResponseMessage Response, string Text)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string? Location => Response.Headers.Location?.OriginalString;

    /// <summary>As people read it: a plus sign is no <c>&amp;#x2B;</c>.</summary>
    public string Words => WebUtility.HtmlDecode(Text);

    /// <summary>That WeChat is to bring back.</summary>
    public string State => Location!.Split("&state=")[1].Split('#')[0];

    public IEnumerable<string> Cookies => Response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    public string Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
