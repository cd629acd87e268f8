using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.ShowingCodes;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Serving.Sandbox;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Wrong codes are counted, and cost nobody else anything.</summary>
public sealed class GuessTests : IAsyncLifetime
{
    private const int Allowed = 3;
    private const string Exchange = "/sns/oauth2/access_token";

    private static readonly TimeSpan LongEnoughForPartOfAnAttempt = TimeSpan.FromMilliseconds(300);

    private readonly SqliteApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private FakeWeChat WeChat => app.Services.GetRequiredService<FakeWeChat>();

    [Fact]
    public async Task A_flood_of_wrong_codes_stops_before_it_reaches_WeChat()
    {
        await StartAsync();
        var before = WeChat.CallsOf(Exchange);

        var statuses = await RepeatAsync(Allowed, () => SignInAsync("wrong"));
        await Task.Delay(LongEnoughForPartOfAnAttempt, TestContext.Current.CancellationToken);
        var more = await RepeatAsync(3, () => SignInAsync("wrong"));

        Assert.Equal([422, 422, 422], statuses);
        Assert.Equal([429, 429, 429], more);
        Assert.Equal(before + Allowed, WeChat.CallsOf(Exchange));
    }

    [Fact]
    public async Task Calls_to_WeChat_have_a_limit_whoever_causes_them()
    {
        await StartAsync(("RateLimits:WeChatCallsPerMinute", "4"));
        var before = WeChat.CallsOf(Exchange);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => SignInAsync($"sandbox-p{number}")));

        Assert.Equal(4, answers.Count(answer => answer.Status == 201));
        Assert.Equal(46, answers.Count(answer => answer.Code == "wechat_unavailable"));
        Assert.Equal(before + 4, WeChat.CallsOf(Exchange));
    }

    [Theory]
    [InlineData("/v1/quotes")]
    [InlineData("/v1/redemptions")]
    public async Task Guesses_of_member_codes_are_counted_and_a_member_with_a_real_one_still_pays(string path)
    {
        await StartAsync();
        var (member, till) = (await app.SignUpAsync(), app.Till());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => PayAsync(till, path, Code(number))));

        Assert.Equal(Allowed, answers.Count(answer => answer.Code == "member_code_invalid"));
        Assert.Equal(50 - Allowed, answers.Count(answer => answer.Code == "rate_limited"));
        var paid = await PayAsync(till, path, await member.NewCodeAsync());
        Assert.InRange(paid.Status, 200, 201);
    }

    [Fact]
    public async Task What_was_refused_for_too_many_guesses_is_not_kept_with_its_key()
    {
        await StartAsync();
        var (member, till) = (await app.SignUpAsync(), app.Till());
        await RepeatAsync(Allowed, () => PayAsync(till, "/v1/redemptions", Code(0)));
        var key = Caller.NewKey();

        var refused = await till.Caller.PostAsync("/v1/redemptions", Purchase(Code(1)), key);
        var paid = await till.Caller.PostAsync("/v1/redemptions", Purchase(await member.NewCodeAsync()), key);

        refused.Expect(429, "rate_limited");
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        paid.Expect(201);
    }

    [Theory]
    [InlineData("/v1/quotes")]
    [InlineData("/v1/redemptions")]
    public async Task Typed_codes_can_be_guessed_so_right_ones_wait_too(string path)
    {
        await StartAsync();
        var (till, other, digits) = (app.Till(), app.Till("rk_test_bookshop"), await DigitsAsync());

        var statuses = await RepeatAsync(Allowed + 1, () => PayAsync(till, path, "0000000000"));

        Assert.Equal([422, 422, 422, 429], statuses);
        var right = (await PayAsync(till, path, digits)).Expect(429, "rate_limited");
        Assert.NotNull(right.Response.Headers.RetryAfter);
        Assert.InRange((await PayAsync(other, path, digits)).Status, 200, 201);
    }

    [Theory]
    [InlineData("/v1/quotes")]
    [InlineData("/v1/redemptions")]
    public async Task Many_guesses_at_once_are_no_way_around_the_limit(string path)
    {
        await StartAsync();
        var till = app.Till();

        var answers = await Race.RunAsync(() => PayAsync(till, path, "0000000000"));

        Assert.Equal(Allowed, answers.Count(answer => answer.Code == "member_code_invalid"));
        Assert.Equal(Race.Runners - Allowed, answers.Count(answer => answer.Code == "rate_limited"));
    }

    [Fact]
    public async Task Typed_codes_that_are_right_are_no_guesses()
    {
        await StartAsync();
        var (till, digits) = (app.Till(), await DigitsAsync());

        Assert.Equal([422, 422], await RepeatAsync(Allowed - 1, () => PayAsync(till, "/v1/quotes", "0000000000")));
        Assert.Equal([200, 200, 200, 200], await RepeatAsync(4, () => PayAsync(till, "/v1/quotes", digits)));
        (await PayAsync(till, "/v1/redemptions", digits)).Expect(201);
        (await PayAsync(till, "/v1/redemptions", digits)).Expect(409, "member_code_used");

        Assert.Equal([422, 429], await RepeatAsync(2, () => PayAsync(till, "/v1/quotes", "0000000000")));
    }

    [Fact]
    public async Task Guesses_are_limited_in_sum_over_all_keys()
    {
        await StartAsync(("RateLimits:TypedCodeGuessesPerMinute", "4"));
        var (till, other, third) = (app.Till(), app.Till("rk_test_bookshop"), app.Till("rk_test_cinema"));

        Assert.Equal([422, 422, 422, 429], await RepeatAsync(4, () => PayAsync(till, "/v1/quotes", "0000000000")));
        Assert.Equal([422, 429], await RepeatAsync(2, () => PayAsync(other, "/v1/quotes", "0000000000")));
        (await PayAsync(third, "/v1/quotes", await DigitsAsync())).Expect(429, "rate_limited");
    }

    [Fact]
    public async Task A_session_that_is_made_up_is_counted_on_the_site_too()
    {
        await StartAsync();
        var visitor = new Visitor(app);

        var statuses = new List<int>();
        for (var guess = 0; guess <= Allowed; guess++)
        {
            statuses.Add((int)(await visitor.GetAsync("/", ("Cookie", $"__Host-rewards=ms_{guess}"))).Status);
        }

        Assert.Equal([302, 302, 302, 429], statuses);
    }

    private async Task StartAsync(params (string Key, string Value)[] settings)
    {
        app.Settings["RateLimits:Enabled"] = "true";
        app.Settings["RateLimits:GuessesPerMinute"] = $"{Allowed}";
        foreach (var (key, value) in settings)
        {
            app.Settings[key] = value;
        }

        await app.InitializeAsync();
    }

    private Task<Answer> SignInAsync(string code) =>
        app.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = code });

    private static async Task<IReadOnlyList<int>> RepeatAsync(int times, Func<Task<Answer>> ask)
    {
        var statuses = new List<int>();
        for (var time = 0; time < times; time++)
        {
            statuses.Add((await ask()).Status);
        }

        return statuses;
    }

    private async Task<string> DigitsAsync()
    {
        var code = MemberCode.Read(
            await (await app.SignUpAsync()).NewCodeAsync(), app.Services.GetRequiredService<SigningKeys>());
        return await app.Services.GetRequiredService<LedgerWriter>().SubmitAsync(IssueTypedCode.For(code.Value));
    }

    /// <summary>Of the right form, and signed by nobody.</summary>
    private static string Code(int number) => $"{number:X88}";

    private static Task<Answer> PayAsync(Till till, string path, string code) =>
        till.Caller.PostKeyedAsync(path, path == "/v1/quotes" ? Quote(code) : Purchase(code));

    private static object Quote(string code) => new { MemberCode = code, Items = new[] { Till.Item(8800) } };

    private static object Purchase(string code) =>
        new { MemberCode = code, OrderNo = Guid.NewGuid().ToString("N"), Items = new[] { Till.Item(8800) } };
}
