using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Serving.Replicas;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Sandbox;

public abstract partial class FakeWeChatTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const int Runners = 50;

    [Fact]
    public async Task A_code_made_by_one_process_signs_in_once_at_whichever_is_asked()
    {
        var code = await ChooseAsync("alice");

        var answers = await Task.WhenAll(Enumerable.Range(0, Runners).Select(_ => SignInAsync(code)));

        Assert.Equal((1, Runners - 1), (
            answers.Count(answer => answer.Status == 201),
            answers.Count(answer => answer.Code == "wechat_code_invalid")));
        Assert.Equal(0, CodesKept());
    }

    [Fact]
    public async Task A_code_lives_five_minutes_and_is_then_forgotten()
    {
        var (late, last) = (await ChooseAsync("bob"), await ChooseAsync("bob"));

        app.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        (await SignInAsync(last)).Expect(201);
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        await app.RunJobAsync("purge");

        Assert.Equal(0, CodesKept());
        (await SignInAsync(late)).Expect(422, "wechat_code_invalid");
    }

    [Theory]
    [InlineData("person=alice&redirect_uri=/sign-in/callback", HttpStatusCode.BadRequest)]
    [InlineData("person=alice&redirect_uri=javascript:alert(1)", HttpStatusCode.BadRequest)]
    [InlineData("person=&redirect_uri=https://localhost/", HttpStatusCode.BadRequest)]
    [InlineData("redirect_uri=https://localhost/", HttpStatusCode.BadRequest)]
    [InlineData("person=fault-busy&redirect_uri=https://localhost/", HttpStatusCode.Found)]
    public async Task What_it_can_not_answer_it_refuses(string query, HttpStatusCode status)
    {
        var answer = await new Visitor(app).GetAsync(
            "/sandbox/wechat/connect/oauth2/choose?scope=snsapi_base&state=s&" + query);

        Assert.Equal(status, answer.Status);
    }

    private static string QueryFor(string person, string back) =>
        $"?person={person}&scope=snsapi_base&state=s&redirect_uri={Uri.EscapeDataString(back)}";

    private async Task<string> ChooseAsync(string person)
    {
        var chosen = await new Visitor(app).GetAsync(
            "/sandbox/wechat/connect/oauth2/choose" + QueryFor(person, "https://localhost/sign-in/callback"));
        return Code.Match(chosen.Location!).Groups[1].Value;
    }

    private Task<Answer> SignInAsync(string code) =>
        app.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = code });

    private int CodesKept()
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return db.SandboxCodes.Count();
    }

    [GeneratedRegex("^/sign-in/callback\\?code=([0-9a-f]{32})&state=s$")]
    private static partial Regex Code { get; }
}

public sealed class FakeWeChatOnSqliteTests(SqliteApp app) : FakeWeChatTests<SqliteApp>(app);

public sealed class FakeWeChatOnPostgresTests(PostgresApp app) : FakeWeChatTests<PostgresApp>(app.OrSkip());

public sealed class FakeWeChatOnTwoNodesTests(TwoNodesApp app) : FakeWeChatTests<TwoNodesApp>(app.OrSkip());
