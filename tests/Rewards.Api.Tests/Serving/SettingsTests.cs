using System.Net;
using System.Net.Sockets;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>What is mistyped is named, in one sentence, before anything is done.</summary>
public sealed class SettingsTests(PreparedFolders prepared) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("--databse", "verify", "--databse", "x")]
    [InlineData("--dryrun", "seed", "apply", "--dryrun")]
    [InlineData("--nope", "--nope")]
    [InlineData("--nope", "serve", "--nope", "--urls", "http://127.0.0.1:0")]
    [InlineData("--nope", "db", "migrate", "--nope=1")]
    [InlineData("'more'", "db", "migrate", "more")]
    [InlineData("--Jobs:Enabled", "db", "migrate", "--Jobs:Enabled")]
    [InlineData("--adress", "health", "--adress", "http://127.0.0.1:1")]
    public async Task An_argument_that_nobody_knows_is_named_and_nothing_is_done(
        string named, params string[] arguments)
    {
        var verb = await RunAsync([], arguments);

        AssertOneSentence(verb, named);
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Theory]
    [InlineData("--ConnectionStrings:Rewards=Data Source=other.db")]
    [InlineData("--ConnectionStrings:Rewards", "Data Source=other.db")]
    [InlineData(
        "ConnectionStrings:Rewards=Data Source=other.db", "--environment", "Production", "--urls=http://127.0.0.1:0")]
    public async Task The_hosts_settings_go_with_every_verb(params string[] settings)
    {
        var verb = await RunAsync([], ["db", "migrate", .. settings]);

        Assert.True(verb.ExitCode == 0, verb.Output + verb.Errors);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "other.db")));
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "nonsense", "ASPNETCORE_URLS")]
    [InlineData("ASPNETCORE_URLS", "http://localhost:99999", "ASPNETCORE_URLS")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "99999", "ASPNETCORE_HTTP_PORTS")]
    [InlineData("Logging__LogLevel__Default", "Loud", "Logging:LogLevel:Default")]
    [InlineData("Ledger__Nonsense", "1", "Ledger:Nonsense")]
    [InlineData("Ledger__GroupSize", "many", "Ledger:GroupSize")]
    [InlineData("Operators__TokenDays", "0", "Operators:TokenDays")]
    [InlineData("Operators__TokenDays", "367", "Operators:TokenDays")]
    [InlineData("Service__PublicBaseUrl", "nope", "Service:PublicBaseUrl")]
    [InlineData("Service__TrustedProxies", "everybody", "Service:TrustedProxies: 'everybody'")]
    [InlineData("Service__TrustedProxies", "10.0.0.0/8, 10.0.0.x", "Service:TrustedProxies: '10.0.0.x'")]
    [InlineData("Service__TrustedProxies", "10", "Service:TrustedProxies: '10'")]
    [InlineData("Service__TrustedProxies", "0.0.0.0/0", "Service:TrustedProxies: '0.0.0.0/0'")]
    [InlineData("Service__TrustedProxies__0", "::/0", "Service:TrustedProxies: '::/0'")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Staging", "Development, which is the sandbox, and Production")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "Prod", "ASPNETCORE_ENVIRONMENT")]
    [InlineData("ASPNETCORE_URLS", "http://203.0.113.7:5089", "this machine has no such address")]
    [InlineData("ASPNETCORE_URLS", "http://[2001:db8::7]:5089", "this machine has no such address")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "https://127.0.0.1:0 needs a certificate")]
    [InlineData("ASPNETCORE_HTTPS_PORTS", "5443", "ASPNETCORE_HTTPS_PORTS")]
    [InlineData("ConnectionStrings__Reward", "Host=db", "ConnectionStrings:Reward: is not a setting")]
    [InlineData("ConnectionStrings__Rewards", "data/rewards.db", "was 'Data Source=' forgotten")]
    [InlineData("ConnectionStrings__Rewards", "Data Source=folder/", "ConnectionStrings:Rewards")]
    [InlineData("ConnectionStrings__Rewards", "Data Source=/dev/null/rewards.db", "ConnectionStrings:Rewards")]
    public async Task A_bad_setting_is_named_with_its_key(string name, string value, string key)
    {
        var start = await RunAsync([(name, value)], "serve");

        AssertOneSentence(start, key);
        Assert.Empty(folder.EnumerateFiles("*.db*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("ConnectionStrings:Rewards", "", "ConnectionStrings:Rewards: is required in Production")]
    [InlineData(
        "ConnectionStrings:Rewards", "Host=127.0.0.1;Port=1;Password=change-me", "its password is a sample")]
    [InlineData("WeChat:Secret", "wx8c41d2f06b7e93a5", "WeChat:Secret: is the app id again")]
    [InlineData("WeChat:Secret", "Change-Me", "WeChat:Secret: is a sample")]
    [InlineData("WeChat:Secret", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "WeChat:Secret: is a sample")]
    [InlineData("WeChat:Secret", "<secret>", "WeChat:Secret: is a sample")]
    [InlineData("WeChat:ApiBase", "http://api.weixin.qq.com", "WeChat:ApiBase: must begin with https://")]
    [InlineData("WeChat:OpenBase", "http://open.weixin.qq.com", "WeChat:OpenBase: must begin with https://")]
    [InlineData("WeChat:PictureBase", "http://thirdwx.qlogo.cn", "WeChat:PictureBase: must begin with https://")]
    [InlineData("WeChat:ScriptAddress", "//res.wx.qq.com/a.js", "WeChat:ScriptAddress: must begin with https://")]
    [InlineData("Swagger:Enable", "true", "Swagger:Enable: is not a setting")]
    public async Task What_can_not_be_meant_in_Production_is_refused_before_anything_is_written(
        string key, string value, string message)
    {
        var start = await RunAsync([], ["serve", .. Production.Arguments, $"--{key}={value}"]);

        AssertOneSentence(start, message);
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_before_anything_is_written()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var start = await RunAsync([], "serve", "--urls", $"http://{taken.LocalEndpoint}");

        AssertOneSentence(start, $"nobody can listen on http://{taken.LocalEndpoint}: it is in use");
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Theory]
    [InlineData("db", "migrate")]
    [InlineData("seed", "apply")]
    [InlineData("verify")]
    [InlineData("operators", "add", "--name", "Wang Wu", "--role", "admin")]
    public async Task No_verb_makes_a_database_in_Production_that_nobody_named(params string[] verb)
    {
        var answer = await RunAsync([], [.. verb, "--environment", "Production"]);

        AssertOneSentence(answer, "ConnectionStrings:Rewards: is required in Production");
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Production_without_its_settings_leaves_nothing_behind()
    {
        var start = await RunAsync([], "serve", "--environment", "Production");

        Assert.Equal(2, start.ExitCode);
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task The_sandbox_leaves_a_ledger_alone_that_it_did_not_make()
    {
        var migrated = await RunAsync([], ["db", "migrate", .. Production.Arguments]);
        var seeded = await RunAsync([], ["seed", "apply", .. Production.Arguments]);
        Assert.Equal((0, 0), (migrated.ExitCode, seeded.ExitCode));

        var start = await RunAsync([], "serve", "--urls", "http://127.0.0.1:0");

        AssertOneSentence(start, "this database was not made by the sandbox");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task An_operator_has_a_name(string? name)
    {
        await prepared.CopySeededAsync(folder.FullName);

        var verb = await RunAsync([], "operators", "add", "--name", name ?? new string('x', 101), "--role", "admin");

        Assert.Equal(2, verb.ExitCode);
        Assert.Contains("--name: must have 1 to 100 characters", verb.Errors, StringComparison.Ordinal);
    }

    private static void AssertOneSentence((int ExitCode, string Output, string Errors) verb, string named)
    {
        Assert.Equal(2, verb.ExitCode);
        Assert.Contains(named, verb.Errors, StringComparison.Ordinal);
        Assert.Single(verb.Errors.TrimEnd().Split('\n'));
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        // Port 5080 may be somebody's.
        var saysWhere = environment.Any(variable => variable.Name is not "ASPNETCORE_ENVIRONMENT"
            && variable.Name.StartsWith("ASPNETCORE_", StringComparison.Ordinal));
        return ServiceProcess.RunAsync(
            folder.FullName,
            saysWhere ? environment : [("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. environment],
            arguments);
    }
}
