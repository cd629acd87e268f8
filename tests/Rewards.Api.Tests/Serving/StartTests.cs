using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>What the program says at the terminal, as a process of its own.</summary>
public sealed class StartTests(PreparedFolders prepared) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-start-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_second_serve_on_one_file_says_so_and_binds_no_port()
    {
        await using var first = await ServiceProcess.StartAsync(folder.FullName);

        var second = await RunAsync("serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(
            "data/rewards.db is in use by another 'rewards serve', 'rewards db migrate' or 'rewards db copy'",
            second.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_verbs_work_beside_a_running_service()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);

        var token = await RunAsync("operators", "add", "--name", "Wang Wu", "--role", "auditor");
        var backup = await RunAsync("db", "backup", "copy.db", "--json");
        var seeds = await RunAsync("seed", "apply");
        var verify = await RunAsync("verify");
        var verifyCopy = await RunAsync("verify", "--database", "copy.db");

        Assert.All(new[] { token, backup, seeds, verify, verifyCopy }, verb =>
            Assert.True(verb.ExitCode == 0, verb.Output + verb.Errors));
        Assert.DoesNotContain("updated", seeds.Output, StringComparison.Ordinal);
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        (await service.Caller(token.Output.Trim()).GetAsync("/v1/operator/programme")).Expect(200);
    }

    [Fact]
    public async Task Stopped_and_started_again_nothing_has_changed()
    {
        string code, points;
        await using (var first = await ServiceProcess.StartAsync(folder.FullName))
        {
            var session = await first.Caller(null)
                .PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-alice" });
            code = session.Text("access_token");
            points = (await first.Caller(code).GetAsync("/v1/member/points")).Body!.ToJsonString();
            (await first.Caller(null).PostAsync("/sandbox/clock", new { AdvanceSeconds = 86400 })).Expect(200);
        }

        await using var second = await ServiceProcess.StartAsync(folder.FullName);

        Assert.Equal(points, (await second.Caller(code).GetAsync("/v1/member/points")).Body!.ToJsonString());
        var now = DateTimeOffset.Parse((await second.Caller(null).GetAsync("/sandbox/clock")).Text("now"));
        Assert.True(now > DateTimeOffset.UtcNow.AddHours(23));
    }

    [Theory]
    [InlineData("Ledger:GroupSize", "0", "Ledger:GroupSize:")]
    [InlineData("Ledger:GroupSize", "many", "Ledger:GroupSize")]
    [InlineData("Ledger:GroupSice", "64", "GroupSice")]
    [InlineData("Service:TrustedProxies:0", "everybody", "Service:TrustedProxies: 'everybody'")]
    [InlineData("ConnectionStrings:Rewards", "Nonsense=1", "ConnectionStrings:Rewards:")]
    public async Task A_bad_setting_is_named_with_its_key(string key, string value, string message)
    {
        var start = await RunAsync("serve", "--" + key, value);

        Assert.Equal(2, start.ExitCode);
        Assert.Contains(message, start.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_needs_a_database_an_address_and_an_official_account()
    {
        var unnamed = await RunAsync("serve", "--environment", "Production");
        var start = await RunAsync(
            "serve", "--environment", "Production", "--ConnectionStrings:Rewards=Data Source=data/rewards.db");

        Assert.Equal(2, unnamed.ExitCode);
        Assert.Contains(
            "ConnectionStrings:Rewards: is required in Production", unnamed.Errors, StringComparison.Ordinal);
        Assert.Equal(2, start.ExitCode);
        Assert.Contains("Service:PublicBaseUrl", start.Errors, StringComparison.Ordinal);
        Assert.Contains("WeChat:AppId", start.Errors, StringComparison.Ordinal);
        Assert.Contains("Keys:File", start.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_refuses_the_sandbox_and_a_database_that_has_seen_it()
    {
        await prepared.CopyServedAsync(folder.FullName);

        var sandbox = await RunAsync(["serve", .. Production.Arguments, "--Sandbox:Enabled", "true"]);
        var database = await RunAsync(["serve", .. Production.Arguments]);

        Assert.Equal((2, 2), (sandbox.ExitCode, database.ExitCode));
        Assert.Contains(
            "Sandbox:Enabled: the sandbox runs in Development only", sandbox.Errors, StringComparison.Ordinal);
        Assert.Contains("this database was used with the sandbox", database.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_there_is_no_sandbox()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName, Production.Arguments);

        (await service.Caller(null).GetAsync("/sandbox/clock")).Expect(404);
        (await service.Caller(null).GetAsync("/sandbox/wechat/sns/oauth2/access_token?code=sandbox-alice")).Expect(404);
        (await service.Caller(null).GetAsync("/sandbox/wechat/open/js/jweixin.js")).Expect(404);
        (await service.Caller("op_test_admin").GetAsync("/v1/operator/programme")).Expect(401);
        (await service.Caller("rk_test_bookshop").GetAsync("/v1/redemptions")).Expect(401);
    }

    [Fact]
    public async Task In_Production_the_log_says_what_runs_where_and_what_is_still_to_be_done()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName, Production.Arguments);

        var log = await service.OutputUntilAsync("rewards keys issue");

        Assert.Contains(
            $" serves https://rewards.example/, listening on {service.Address}.", log, StringComparison.Ordinal);
        Assert.Contains("Database data/rewards.db: 0 members.", log, StringComparison.Ordinal);
        Assert.Contains("Next: add an operator: rewards operators add", log, StringComparison.Ordinal);
        Assert.Contains("Next: issue a merchant's key: rewards keys issue", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Service:TrustedProxies", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serv")]
    [InlineData("keys", "issue")]
    [InlineData("operators", "add", "--name", "x", "--role", "king")]
    [InlineData("keys", "issue", "--merchant", "mch_nobody")]
    public async Task What_can_not_be_done_exits_with_2_and_says_why(params string[] arguments)
    {
        var verb = await RunAsync(arguments);

        Assert.Equal(2, verb.ExitCode);
        Assert.NotEmpty(verb.Errors);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ServiceProcess.RunAsync(folder.FullName, arguments);
}
