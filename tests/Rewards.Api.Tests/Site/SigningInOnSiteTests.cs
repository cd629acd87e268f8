using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Each test has the clock to itself: states and sessions end by time.</summary>
public sealed class SigningInOnSiteTests : IAsyncLifetime
{
    private readonly SqliteApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_session_is_a_cookie_that_no_script_and_no_other_site_gets()
    {
        var visitor = new Visitor(app);

        var welcomed = await visitor.SignInAsync("alice");

        var cookie = Assert.Single(welcomed.Cookies, cookie => cookie.StartsWith("__Host-rewards="));
        Assert.Contains("; path=/", cookie);
        Assert.Contains("; secure", cookie);
        Assert.Contains("; httponly", cookie);
        Assert.Contains("; samesite=lax", cookie);
        Assert.DoesNotContain("domain", cookie);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Nobody_is_a_member_before_accepting_the_terms()
    {
        var visitor = new Visitor(app);

        Assert.Equal("/welcome", (await visitor.ComeBackAsync("sandbox-alice")).Location);
        var refused = await visitor.SubmitAsync("/welcome");

        Assert.Contains("请先勾选同意", refused.Text);
        Assert.Equal(1, Count(db => db.Members.Count()));
        Assert.Equal("/", (await visitor.SubmitAsync("/welcome", ("accepted", "true"))).Location);
        Assert.Equal(
            (2, 1), (Count(db => db.Members.Count()), Count(db => db.TermsAcceptances.Count(row => row.Version == 1))));
    }

    [Fact]
    public async Task Who_registered_elsewhere_accepts_the_terms_once()
    {
        await app.SignInAsync("alice");
        var visitor = new Visitor(app);

        Assert.Equal("/welcome", (await visitor.ComeBackAsync("sandbox-alice")).Location);
        await visitor.SubmitAsync("/welcome", ("accepted", "true"));

        Assert.Equal("/", (await new Visitor(app).ComeBackAsync("sandbox-alice")).Location);
        Assert.Equal(1, Count(db => db.TermsAcceptances.Count()));
    }

    [Fact]
    public async Task A_state_is_good_for_its_own_browser_once_and_for_ten_minutes()
    {
        var (visitor, other) = (new Visitor(app), new Visitor(app));
        var state = (await visitor.GetAsync("/sign-in/wechat")).State;
        var cookie = (await visitor.GetAsync("/sign-in/wechat")).Cookies.First(cookie => cookie.Contains("state"))
            .Split(';')[0];

        Assert.Matches("^[0-9A-Za-z]{32}$", state);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await other.GetAsync($"/sign-in/callback?code=sandbox-a&state={state}")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await visitor.GetAsync("/sign-in/callback?code=sandbox-a&state=forged")).Status);
        Assert.Equal("/welcome", (await visitor.ComeBackAsync("sandbox-a")).Location);

        var start = await visitor.GetAsync("/sign-in/wechat");
        cookie = start.Cookies.First(one => one.Contains("state")).Split(';')[0];
        var path = $"/sign-in/callback?code=sandbox-a&state={start.State}";
        Assert.Equal("/welcome", (await visitor.GetAsync(path)).Location);
        var copied = await new Visitor(app).GetAsync(path, ("Cookie", cookie));
        Assert.Equal("/", copied.Location);
        Assert.DoesNotContain(copied.Cookies, one => one.Contains("rewards=") || one.Contains("newcomer"));

        var late = await visitor.GetAsync("/sign-in/wechat");
        app.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await visitor.GetAsync($"/sign-in/callback?code=sandbox-a&state={late.State}")).Status);
    }

    [Fact]
    public async Task A_new_sign_in_ends_the_session_before_and_signing_out_ends_it_on_the_server()
    {
        var visitor = new Visitor(app);
        var first = TokenOf(await visitor.SignInAsync("alice"));

        var second = TokenOf(await visitor.SignInAsync("alice"));
        Assert.Equal("/", (await visitor.GetAsync("/sign-in?left=true")).Location);
        Assert.NotEqual(first, second);
        (await app.Caller(first).GetAsync("/v1/member/points")).Expect(401);
        (await app.Caller(second).GetAsync("/v1/member/points")).Expect(200);

        Assert.Equal("/sign-in?left=true", (await visitor.SubmitAsync("/me")).Location);
        (await app.Caller(second).GetAsync("/v1/member/points")).Expect(401);
        Assert.StartsWith("/sign-in?return=", (await visitor.GetAsync("/me")).Location);
    }

    [Theory]
    [InlineData("fault-40029", 422, "登录没有成功")]
    [InlineData("fault-40163", 422, "登录没有成功")]
    [InlineData("fault-42003", 422, "登录没有成功")]
    [InlineData("fault-snapshot", 422, "使用完整服务")]
    [InlineData("fault-40013", 503, "微信暂时没有回应")]
    [InlineData("fault-40125", 503, "微信暂时没有回应")]
    [InlineData("fault-45009", 503, "微信暂时没有回应")]
    [InlineData("fault-48001", 503, "微信暂时没有回应")]
    [InlineData("fault-busy", 503, "微信暂时没有回应")]
    [InlineData("fault-500", 503, "微信暂时没有回应")]
    [InlineData("fault-garbage", 503, "微信暂时没有回应")]
    [InlineData("", 400, "没有同意微信授权")]
    public async Task What_WeChat_says_becomes_a_page_that_says_what_to_do(string code, int status, string words)
    {
        var page = await new Visitor(app).ComeBackAsync(code);

        Assert.Equal(status, (int)page.Status);
        Assert.Contains(words, page.Text);
        Assert.Contains("重新登录", page.Text);
    }

    [Fact]
    public async Task A_page_on_which_WeChat_failed_begins_anew_when_it_is_loaded_again()
    {
        var visitor = new Visitor(app);
        var state = (await visitor.GetAsync("/sign-in/wechat?return=/entries")).State;
        var path = $"/sign-in/callback?code=fault-busy&state={state}";

        Assert.Contains("微信暂时没有回应", (await visitor.GetAsync(path)).Text);
        var again = await visitor.GetAsync(path);

        Assert.Equal("/entries", again.Location);
        Assert.StartsWith("/sign-in?return=", (await visitor.GetAsync("/entries")).Location);
    }

    [Fact]
    public async Task A_slow_WeChat_keeps_nobody_waiting()
    {
        var page = await new Visitor(app).ComeBackAsync("fault-slow");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
    }

    [Fact]
    public async Task The_union_id_joins_what_two_accounts_know()
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("alice+wang");

        var other = await new Visitor(app).ComeBackAsync("sandbox-alice2+wang");

        Assert.Equal("/", other.Location);
        Assert.Equal((2, 4), (Count(db => db.Members.Count()), Count(db => db.WeChatIdentities.Count())));
    }

    [Fact]
    public async Task In_WeChat_nobody_is_asked_anything_and_elsewhere_a_code_says_where_to_go()
    {
        var inside = await new Visitor(app).GetAsync("/sign-in?return=/code", ("User-Agent", "MicroMessenger/8.0"));
        var outside = await new Visitor(app).GetAsync("/sign-in?return=/code");

        Assert.Equal("/sign-in/wechat?return=%2Fcode", inside.Location);
        Assert.Contains("data:image/svg+xml;base64,", outside.Words);
    }

    [Fact]
    public async Task Only_who_asks_to_be_named_is_asked_by_WeChat()
    {
        var (plain, named) = (
            await new Visitor(app).GetAsync("/sign-in/wechat"),
            await new Visitor(app).GetAsync("/sign-in/wechat?profile=true"));

        Assert.Contains("/connect/oauth2/authorize?appid=wx_sandbox&redirect_uri=", plain.Location);
        Assert.Contains("&response_type=code&scope=snsapi_base&state=", plain.Location);
        Assert.EndsWith("#wechat_redirect", plain.Location);
        Assert.Contains("&scope=snsapi_userinfo&", named.Location);
    }

    [Fact]
    public async Task Ended_sign_ins_are_forgotten_in_time()
    {
        await new Visitor(app).ComeBackAsync("sandbox-alice");
        Assert.Equal(1, Count(db => db.UsedStates.Count()));

        app.Time.Advance(TimeSpan.FromMinutes(121));
        await app.RunJobAsync("purge");

        Assert.Equal(0, Count(db => db.UsedStates.Count()));
    }

    private static string TokenOf(Page page) =>
        page.Cookies.Single(cookie => cookie.StartsWith("__Host-rewards=")).Split('=', 2)[1].Split(';')[0];

    private int Count(Func<RewardsDb, int> count)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return count(db);
    }
}
