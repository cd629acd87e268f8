using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.BackingUp;

/// <summary>Backing up and restoring as an operator does it, at the terminal.</summary>
public sealed class RestoreTests(PreparedFolders prepared) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-restore-");

    private string Database => Path.Combine(folder.FullName, "data", "rewards.db");

    private string Log => Database + "-wal";

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_graceful_stop_leaves_nothing_in_the_log()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);
        await SignUpAsync(service, "alice");

        await service.StopAsync();

        Assert.False(File.Exists(Log) && new FileInfo(Log).Length > 0);
    }

    [Fact]
    public async Task Over_a_database_that_was_killed_the_backup_is_restored_and_the_rest_is_kept_aside()
    {
        await using (var killed = await ServiceProcess.StartAsync(folder.FullName))
        {
            await SignUpAsync(killed, "alice");
            await RunWellAsync("db", "backup", "copy.db");
            await SignUpAsync(killed, "bob");
            killed.Kill();
        }

        Assert.True(new FileInfo(Log).Length > 0);
        await RunWellAsync("db", "restore", "copy.db");

        Assert.False(File.Exists(Log));
        await RunWellAsync("verify");
        await using (var service = await ServiceProcess.StartAsync(folder.FullName))
        {
            Assert.False((await SignUpAsync(service, "alice"))["is_new"]!.GetValue<bool>());
            Assert.True((await SignUpAsync(service, "bob"))["is_new"]!.GetValue<bool>());
        }

        await RunWellAsync("verify", "--ConnectionStrings:Rewards", $"Data Source={Database}.before-restore");
    }

    [Fact]
    public async Task A_backup_that_is_not_what_its_manifest_says_is_not_restored()
    {
        await prepared.CopySeededAsync(folder.FullName);
        await File.AppendAllTextAsync(
            Path.Combine(folder.FullName, "copy.db"), "more", TestContext.Current.CancellationToken);
        var before = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);

        var restore = await RunAsync("db", "restore", "copy.db");

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("SHA-256", restore.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Database + ".restoring"));
    }

    [Fact]
    public async Task Nothing_is_restored_while_the_service_runs_or_over_what_an_earlier_restore_kept()
    {
        await prepared.CopySeededAsync(folder.FullName);
        await using (await ServiceProcess.StartAsync(folder.FullName))
        {
            var busy = await RunAsync("db", "restore", "copy.db");
            Assert.Equal(2, busy.ExitCode);
            Assert.Contains("in use by another 'rewards serve'", busy.Errors, StringComparison.Ordinal);
        }

        await RunWellAsync("db", "restore", "copy.db");
        var again = await RunAsync("db", "restore", "copy.db");

        Assert.Equal(2, again.ExitCode);
        Assert.Contains(".before-restore is there from an earlier restore", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_restored_where_there_is_no_database_yet()
    {
        await prepared.CopySeededAsync(folder.FullName);
        Directory.Delete(Path.GetDirectoryName(Database)!, recursive: true);

        await RunWellAsync("db", "restore", "copy.db");

        await RunWellAsync("verify");
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("nonsense")]
    [InlineData("empty")]
    [InlineData("manifest")]
    public async Task A_backup_that_can_not_be_read_is_a_finding(string damage)
    {
        await prepared.CopySeededAsync(folder.FullName);
        await DamageAsync(damage);

        var verify = await RunAsync("verify", "--database", "copy.db");

        Assert.Equal((1, ""), (verify.ExitCode, verify.Errors));
        Assert.Contains("manifest: ", verify.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no folder", "db", "backup", "nowhere/copy.db")]
    [InlineData(
        "There is no database", "db", "backup", "other.db", "--ConnectionStrings:Rewards", "Data Source=none.db")]
    [InlineData("There is no file", "verify", "--database", "none.db")]
    [InlineData("There is no file", "db", "restore", "none.db")]
    [InlineData("The database can't be used", "verify", "--ConnectionStrings:Rewards", "Data Source=nonsense.db")]
    public async Task What_is_not_there_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        await prepared.CopySeededAsync(folder.FullName);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "nonsense.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var verb = await RunAsync(arguments);

        Assert.Equal(2, verb.ExitCode);
        Assert.Contains(sentence, verb.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", verb.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_sandbox_is_dated_by_its_clock()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);
        (await service.Caller(null).PostAsync("/sandbox/clock", new { AdvanceSeconds = 864_000 })).Expect(200);

        var backup = await RunWellAsync("db", "backup", "copy.db", "--json");

        var createdAt = System.Text.Json.Nodes.JsonNode.Parse(backup)!["created_at"]!.GetValue<DateTimeOffset>();
        Assert.True(createdAt > DateTimeOffset.UtcNow.AddDays(9));
    }

    private static async Task<Answer> SignUpAsync(ServiceProcess service, string name) =>
        (await service.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-" + name }))
            .Expect(201);

    private async Task DamageAsync(string damage)
    {
        var copy = Path.Combine(folder.FullName, "copy.db");
        var bytes = await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken);
        var (file, content) = damage switch
        {
            "truncated" => (copy, bytes[..(bytes.Length / 2)]),
            "nonsense" => (copy, "not a database, however long one looks at it"u8.ToArray()),
            "empty" => (copy, []),
            _ => (copy + ".manifest.json", "{\"file\":"u8.ToArray()),
        };
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
    }

    private async Task<string> RunWellAsync(params string[] arguments)
    {
        var verb = await RunAsync(arguments);
        Assert.True(verb.ExitCode == 0, verb.Output + verb.Errors);
        return verb.Output;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ServiceProcess.RunAsync(folder.FullName, arguments);
}
