using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Members.SigningIn;

/// <summary>Each test has the clock to itself: sessions end by time.</summary>
public abstract class SigningInTests<TApp> : IAsyncLifetime
    where TApp : RewardsApp, new()
{
    private readonly TApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Fact]
    public async Task The_first_sign_in_registers_and_brings_300_points()
    {
        var member = await app.SignUpAsync();

        Assert.True(member.Session["is_new"]!.GetValue<bool>());
        Assert.Null(member.Session["invitation"]);
        Assert.Equal(300, await member.SpendableAsync());
        var entry = Assert.Single(await member.EntriesAsync());
        Assert.Equal(
            ("signup", "2027-11-30"), (entry["kind"]!.GetValue<string>(), entry["expires_on"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_same_person_comes_back_as_the_same_member()
    {
        var first = await app.SignUpAsync();

        var again = await app.SignInAsync(first.Name);

        Assert.False(again.Session["is_new"]!.GetValue<bool>());
        Assert.Equal(first.Session["member"]!.ToJsonString(), again.Session["member"]!.ToJsonString());
        Assert.Equal(300, await again.SpendableAsync());
    }

    [Fact]
    public async Task After_signing_out_the_token_is_dead()
    {
        var (member, other) = (await app.SignUpAsync(), await app.SignUpAsync());
        await member.PointsAsync();

        (await member.Caller.DeleteAsync("/v1/member/sessions/current")).Expect(204);

        (await member.Caller.GetAsync("/v1/member/points")).Expect(401, "credential_invalid");
        await other.PointsAsync();
    }

    [Fact]
    public async Task A_session_lives_30_days()
    {
        var member = await app.SignUpAsync();

        app.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        await member.PointsAsync();
        app.Time.Advance(TimeSpan.FromMilliseconds(1));

        (await member.Caller.GetAsync("/v1/member/points")).Expect(401);
    }

    [Theory]
    [InlineData("no-such-code", 422, "wechat_code_invalid")]
    [InlineData("fault-used", 422, "wechat_code_invalid")]
    [InlineData("fault-snapshot", 422, "wechat_code_invalid")]
    [InlineData("fault-500", 503, "wechat_unavailable")]
    [InlineData("fault-garbage", 503, "wechat_unavailable")]
    [InlineData("fault-busy", 503, "wechat_unavailable")]
    public async Task What_WeChat_says_is_passed_on(string code, int status, string problem)
    {
        var answer = await app.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = code });

        answer.Expect(status, problem);
        Assert.Equal(status == 503, answer.Response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task The_profile_is_the_members_own()
    {
        var member = await app.SignUpAsync();

        var profile = (await member.Caller.GetAsync("/v1/member")).Expect(200);

        Assert.Equal(member.Session["member"]!.ToJsonString(), profile.Body!.ToJsonString());
    }
}

public sealed class SigningInOnSqlite : SigningInTests<SqliteApp>;

public sealed class SigningInOnPostgres : SigningInTests<PostgresApp>;
