using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Sandbox;

/// <summary>
/// The sandbox is opened under many names (localhost, a machine's address, a tunnel's), whatever its settings say.
/// </summary>
public sealed partial class FollowingTheHostTests : IAsyncLifetime
{
    private readonly SqliteApp app = new();

    public ValueTask InitializeAsync()
    {
        app.Settings["Service:PublicBaseUrl"] = "http://127.0.0.1:5080";
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("https://city.tunnel.example")]
    public async Task Every_link_and_redirect_stays_where_the_page_was_opened(string address)
    {
        var visitor = new Visitor(app, address);

        var start = await visitor.GetAsync("/sign-in/wechat?return=/invite");
        Assert.StartsWith("/sandbox/wechat/connect/oauth2/authorize?", start.Location);
        Assert.Contains($"redirect_uri={Uri.EscapeDataString(address)}%2Fsign-in%2Fcallback&", start.Location);
        var choices = await visitor.GetAsync(start.Location!.Split('#')[0]);
        var chosen = await visitor.GetAsync(
            System.Net.WebUtility.HtmlDecode(Alice.Match(choices.Text).Groups[1].Value));
        Assert.StartsWith("/sign-in/callback?code=", chosen.Location);
        Assert.Equal("/welcome", (await visitor.GetAsync(chosen.Location!)).Location);
        Assert.Equal("/invite", (await visitor.SubmitAsync("/welcome", ("accepted", "true"))).Location);

        Assert.Contains($"{address}/i/", (await visitor.GetAsync("/invite")).Text);
        Assert.Contains($"curl -s {address}/v1/redemptions", (await visitor.GetAsync("/code")).Text);
    }

    [Fact]
    public async Task By_a_setting_the_fake_WeChat_is_another_site_than_ours()
    {
        app.Settings["WeChat:OpenBase"] = "http://127.0.0.1:5080/sandbox/wechat";
        var visitor = new Visitor(app, "http://localhost:5080");

        var start = await visitor.GetAsync("/sign-in/wechat");
        Assert.StartsWith("http://127.0.0.1:5080/sandbox/wechat/connect/oauth2/authorize?", start.Location);
        var choices = await new Visitor(app, "http://127.0.0.1:5080").GetAsync(
            new Uri(start.Location!.Split('#')[0]).PathAndQuery);
        var chosen = await new Visitor(app, "http://127.0.0.1:5080").GetAsync(
            System.Net.WebUtility.HtmlDecode(Alice.Match(choices.Text).Groups[1].Value));

        Assert.StartsWith("http://localhost:5080/sign-in/callback?code=", chosen.Location);
        Assert.Equal("/welcome", (await visitor.GetAsync(new Uri(chosen.Location!).PathAndQuery)).Location);
    }

    [GeneratedRegex("href=\"([^\"]*person=alice&[^\"]*)\"")]
    private static partial Regex Alice { get; }
}
