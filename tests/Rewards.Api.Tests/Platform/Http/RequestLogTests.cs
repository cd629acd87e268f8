using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>What the log says about requests, and what it never says.</summary>
public sealed class RequestLogTests : IAsyncLifetime
{
    private readonly SqliteApp app = new() { Log = new LogBook() };

    private LogBook Log => app.Log!;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_refused_request_has_one_line_that_says_who_was_refused_what_and_why()
    {
        var member = await app.SignUpAsync();

        var refused = (await app.Till().RedeemAsync(member, 8800, points: 400)).Expect(422, "insufficient_points");

        var line = Log.Of(refused);
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Equal(
            ("POST", "/v1/redemptions/", "422", "insufficient_points"),
            (line["method"], line["route"], line["status"], line["code"]));
        Assert.Equal("merchant", line["principal_kind"]);
        Assert.StartsWith("mch_", line["principal_id"], StringComparison.Ordinal);
        Assert.True(line.Fields["ms"] is > 0.0);
        Assert.EndsWith("request_id=" + line["request_id"], line.Text, StringComparison.Ordinal);
        Assert.NotNull(line["address"]);
    }

    [Fact]
    public async Task Whoever_refuses_there_is_a_line_with_the_id_of_the_answer()
    {
        var (member, till) = (await app.SignUpAsync(), app.Till());
        await member.CheckInAsync();

        Answer[] answers =
        [
            (await app.Caller("rk_made_up").GetAsync("/v1/redemptions")).Expect(401),
            (await app.Operator("auditor").PostKeyedAsync("/v1/operator/adjustments", "{}")).Expect(403),
            (await app.Caller(null).GetAsync("/v1/nowhere")).Expect(404),
            (await app.Caller(null).DeleteAsync("/v1/member/sessions")).Expect(405),
            (await member.CheckInAsync()).Expect(409),
            (await till.Caller.PostKeyedAsync("/v1/redemptions", "{")).Expect(400),
            (await app.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "wrong" })).Expect(422),
            (await app.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "fault-busy" })).Expect(503),
        ];

        Assert.All(answers, answer => Assert.Equal(
            ($"{answer.Status}", answer.Code), (Log.Of(answer)["status"], Log.Of(answer)["code"])));
        Assert.Equal(LogLevel.Warning, Log.Of(answers[^1]).Level);
        Assert.Equal("anonymous", Log.Of(answers[0])["principal_kind"]);
        Assert.Equal("operator", Log.Of(answers[1])["principal_kind"]);
        Assert.Equal(member.Id, Log.Of(answers[4])["principal_id"]);
    }

    [Fact]
    public async Task A_replayed_refusal_has_a_line_of_its_own()
    {
        var (member, till, key) = (await app.SignUpAsync(), app.Till(), Caller.NewKey());
        var body = Till.Body(member, 8800, points: 400);

        var first = await till.Caller.PostAsync("/v1/redemptions", body, key);
        var again = await till.Caller.PostAsync("/v1/redemptions", body, key);

        Assert.True(again.IsReplay);
        Assert.NotEqual(Log.Of(first)["request_id"], Log.Of(again)["request_id"]);
        Assert.Equal("insufficient_points", Log.Of(again)["code"]);
    }

    [Fact]
    public async Task A_failure_has_one_line_with_its_exception()
    {
        var member = await app.SignUpAsync();
        var before = await SetAccountAsync(member, "garbage");

        var failed = (await member.CheckInAsync()).Expect(500, "internal_error");

        var line = Log.Of(failed);
        Assert.Equal((LogLevel.Error, "/v1/member/check-ins/"), (line.Level, line["route"]));
        Assert.Contains("Exception", line.Text, StringComparison.Ordinal);
        await SetAccountAsync(member, before);
    }

    [Fact]
    public async Task A_page_that_is_refused_has_a_line_too()
    {
        var visitor = new Visitor(app);
        Log.Clear();

        var late = await visitor.GetAsync("/sign-in/callback?code=secret&state=old");

        var line = Assert.Single(Log.Lines);
        Assert.Equal(
            ("/sign-in/callback", "400", late.Header("X-Request-Id")),
            (line["route"], line["status"], line["request_id"]));
    }

    [Fact]
    public async Task Visits_and_calls_that_go_well_write_nothing()
    {
        var (visitor, caller) = (new Visitor(app), app.Caller(null));
        var member = await app.SignUpAsync();
        var page = await visitor.GetAsync("/sign-in");
        var asset = page.Text.Split("<link rel=\"stylesheet\" href=\"")[1].Split('"')[0];
        Log.Clear();

        string[] pages = ["/sign-in", "/merchants", "/rules", "/terms", "/i/" + member.InviteCode, "/", asset];
        foreach (var path in pages)
        {
            Assert.True((int)(await visitor.GetAsync(path)).Status < 400, path);
        }

        foreach (var path in new[] { "/health/live", "/health/ready", "/openapi/merchant.json", "/sandbox/clock" })
        {
            Assert.True((await caller.GetAsync(path)).Status < 400, path);
        }

        await member.CheckInAsync();
        (await app.Till().RedeemAsync(member, 8800, 10, capture: true)).Expect(201);
        await app.SignUpAsync(member.InviteCode);

        Assert.Empty(Log.Lines);
    }

    [Fact]
    public async Task No_secret_no_text_of_a_caller_and_no_name_is_in_any_line()
    {
        var member = await app.SignUpAsync();
        var (code, token) = (await member.NewCodeAsync(), member.Session.Text("access_token"));
        Log.Clear();

        await app.Caller("rk_live_secret").GetAsync("/v1/redemptions?order_no=secret");
        await app.Caller(token).GetAsync("/v1/redemptions/secret");
        await app.Caller(null).GetAsync("/secret/" + token);
        await app.Caller(null).PostAsync(
            "/v1/member/sessions", new { WechatCode = "secret", InviteCode = member.InviteCode });
        await app.Till().Caller.PostKeyedAsync("/v1/redemptions", new
        {
            MemberCode = code,
            OrderNo = "secret",
            Items = new[] { new { Name = "secret", Quantity = 1, UnitPriceFen = 8800 } },
            Points = 400,
        });
        await app.Operator().PostKeyedAsync(
            "/v1/operator/adjustments",
            new { MemberId = member.Id, Points = -500, ReasonCode = "test", Note = "secret" });
        await new Visitor(app).GetAsync($"/i/{member.InviteCode}/secret?token={token}");

        string[] secrets =
            ["secret", token, code, member.InviteCode, member.Session["member"]!["display_name"]!.GetValue<string>()];
        Assert.Equal(7, Log.Lines.Count);
        Assert.All(Log.Lines, line => Assert.All(
            secrets, secret => Assert.DoesNotContain(secret, line.Text, StringComparison.OrdinalIgnoreCase)));
    }

    private Task<string> SetAccountAsync(Member member, string lots) =>
        app.Services.GetRequiredService<LedgerWriter>().RunAsync(db =>
        {
            var before = db.Database.SqlQueryRaw<string>(
                "SELECT lots AS Value FROM account WHERE member_id = {0}", member.Id).Single();
            db.Database.ExecuteSqlRaw("UPDATE account SET lots = {0} WHERE member_id = {1}", lots, member.Id);
            return before;
        });
}

/// <summary>For who looks for one answer among many.</summary>
public sealed class DebugLogTests : IAsyncLifetime
{
    private readonly SqliteApp app = new() { Log = new LogBook() };

    public ValueTask InitializeAsync()
    {
        app.Settings["Logging:LogLevel:Rewards.Api.Platform.Http.RequestLog"] = "Debug";
        return app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task On_request_every_answer_has_its_line()
    {
        var member = await app.SignUpAsync();

        var answer = await member.PointsAsync();

        Assert.Equal(("200", member.Id), (app.Log!.Of(answer)["status"], app.Log.Of(answer)["principal_id"]));
    }
}
