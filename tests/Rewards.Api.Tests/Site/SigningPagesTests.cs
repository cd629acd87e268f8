using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Serving.Sandbox;
using Rewards.Api.Site.SigningPages;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

public sealed class SigningPagesTests : IAsyncLifetime
{
    private const string TokenPath = "/cgi-bin/stable_token";
    private const string TicketPath = "/cgi-bin/ticket/getticket";

    private readonly SqliteApp app = new();

    private FakeWeChat WeChat => app.Services.GetRequiredService<FakeWeChat>();

    public ValueTask InitializeAsync()
    {
        app.Settings["Service:PublicBaseUrl"] = "https://localhost";
        app.Settings["WeChat:VerificationCode"] = "AbC123";
        return app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public void The_signature_is_the_one_of_WeChats_manual()
    {
        // The example of the JS-SDK's documentation, appendix 1.
        var signature = PageSignature.Sign(
            "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg",
            "Wm3WZYTPz0wzccnW",
            1414587457,
            "http://mp.weixin.qq.com?params=value");

        Assert.Equal("0f9de62fce790f9a083d5c99e95740ceb90c27ed", signature);
    }

    [Theory]
    [InlineData("https://localhost/invite", true)]
    [InlineData("https://localhost/invite?before=1#x", true)]
    [InlineData("http://localhost/invite", false)]
    [InlineData("https://localhost.evil.example/invite", false)]
    [InlineData("https://localhost:444/invite", false)]
    [InlineData("https://localhost@evil.example/", false)]
    [InlineData("https://user@localhost/", false)]
    [InlineData("https://evil.example\\@localhost/", false)]
    [InlineData("/invite", false)]
    [InlineData("", false)]
    public async Task Only_our_own_pages_are_signed(string url, bool isSigned)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("alice");

        var answer = await visitor.GetAsync("/wechat/signature?url=" + Uri.EscapeDataString(url));

        Assert.Equal(isSigned ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
        Assert.DoesNotContain("sandbox-ticket", answer.Text);
        Assert.DoesNotContain("sandbox-access-token", answer.Text);
    }

    [Fact]
    public async Task A_visitor_shares_pages_too_and_needs_a_signature_of_ours_only()
    {
        var visitor = new Visitor(app);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/wechat/signature?url=https://localhost/")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await visitor.GetAsync("/wechat/signature?url=https://evil.example/")).Status);
    }

    [Fact]
    public async Task A_crowd_and_a_second_process_ask_WeChat_once_and_again_before_the_end()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("alice");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SignAsync(visitor)));
        Assert.Equal((1, 1), (WeChat.CallsOf(TokenPath), WeChat.CallsOf(TicketPath)));
        app.Time.Advance(TimeSpan.FromMinutes(109));
        await SignAsync(visitor);
        Assert.Equal((1, 1), (WeChat.CallsOf(TokenPath), WeChat.CallsOf(TicketPath)));
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SignAsync(visitor)));

        Assert.Equal((2, 2), (WeChat.CallsOf(TokenPath), WeChat.CallsOf(TicketPath)));
    }

    [Fact]
    public async Task While_WeChat_is_down_the_old_ticket_goes_on_and_then_it_is_said()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("alice");
        await SignAsync(visitor);
        WeChat.Fail(TicketPath, "fault-busy");

        app.Time.Advance(TimeSpan.FromMinutes(115));
        var during = await SignAsync(visitor);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        var after = await SignAsync(visitor);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (during.Status, after.Status));
    }

    [Theory]
    [InlineData("fault-40001")]
    [InlineData("fault-42001")]
    public async Task A_token_that_WeChat_ended_is_renewed_once(string fault)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("alice");
        WeChat.Fail(TicketPath, fault);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SignAsync(visitor)).Status);

        Assert.Equal((2, 2), (WeChat.CallsOf(TokenPath), WeChat.CallsOf(TicketPath)));
        WeChat.Fail(TicketPath, null);
        Assert.Equal("wx_sandbox", JsonNode.Parse((await SignAsync(visitor)).Text)!["app_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task WeChats_console_finds_its_file()
    {
        Assert.Equal("AbC123", (await new Visitor(app).GetAsync("/MP_verify_AbC123.txt")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(app).GetAsync("/MP_verify_other.txt")).Status);
    }

    private static Task<Page> SignAsync(Visitor visitor) =>
        visitor.GetAsync("/wechat/signature?url=https%3A%2F%2Flocalhost%2Finvite");
}
