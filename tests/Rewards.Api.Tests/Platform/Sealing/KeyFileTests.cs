using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Sealing;

/// <summary>The key file at the terminal: made once, never open to others, never taken for another one.</summary>
public sealed class KeyFileTests(PreparedFolders prepared) : IDisposable
{
    private static readonly string[] Serve = ["serve", "--urls", "http://127.0.0.1:0"];

    private readonly OperatorsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_the_setting_Production_does_not_start() =>
        await folder.AssertRefusedAsync(
            "Keys:File: is required outside Development",
            [.. Serve, .. Production.Arguments.Where(argument => !IsKeyFile(argument))]);

    [Fact]
    public async Task A_file_that_is_missing_is_not_made_by_itself_in_Production()
    {
        await folder.AssertRefusedAsync(
            "there is no file",
            [.. Serve, .. Production.Arguments.Where(argument => !IsKeyFile(argument)), "--Keys:File=rewards.keys"]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task In_Production_it_is_made_by_hand_before_there_is_a_database()
    {
        string[] settings =
            [.. Production.Arguments.Where(argument => !IsKeyFile(argument)), "--Keys:File=rewards.keys"];

        await folder.RunWellAsync(["keys", "init", .. settings]);

        Assert.False(File.Exists(folder.Database));
        await using var service = await ServiceProcess.StartAsync(folder.Path, settings);
    }

    [Fact]
    public async Task In_Development_it_is_made_beside_the_database_and_found_again()
    {
        await using (await ServiceProcess.StartAsync(folder.Path))
        {
        }

        var made = folder.KeyIds;
        await using var again = await ServiceProcess.StartAsync(folder.Path);

        Assert.Equal(made, folder.KeyIds);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task A_file_that_others_can_read_is_refused(UnixFileMode others)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are Unix's.");
        folder.MakeKeyFile();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        }

        await folder.AssertRefusedAsync("can be read by others", Serve);
    }

    [Theory]
    [InlineData("", "holds no key")]
    [InlineData("# only words\n", "holds no key")]
    [InlineData("secret\n", "line 1")]
    [InlineData("2026-11-27 00000000 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", "line 1")]
    public async Task A_file_that_is_none_is_refused(string content, string sentence)
    {
        folder.MakeKeyFile();
        await File.WriteAllTextAsync(folder.KeyFile, content, TestContext.Current.CancellationToken);

        await folder.AssertRefusedAsync(sentence, Serve);
    }

    [Fact]
    public async Task The_file_of_another_database_opens_nothing_and_a_lost_one_is_not_replaced_by_itself()
    {
        await prepared.CopyServedAsync(folder.Path);

        await folder.RunWellAsync("keys", "init", "--Keys:File", "other.keys");
        await folder.AssertRefusedAsync("does not open this database", [.. Serve, "--Keys:File", "other.keys"]);

        File.Delete(folder.KeyFile);
        await folder.AssertRefusedAsync("there is no file", Serve);
        Assert.False(File.Exists(folder.KeyFile));
    }

    [Fact]
    public async Task A_key_file_is_never_overwritten()
    {
        await folder.RunWellAsync("keys", "init");
        var made = folder.KeyIds;

        await folder.AssertRefusedAsync("is there already", "keys", "init");

        Assert.Equal(made, folder.KeyIds);
    }

    [Fact]
    public async Task Where_the_file_is_lost_the_service_starts_over_with_new_secrets_and_members_stay_signed_in()
    {
        string token, code;
        await using (var before = await ServiceProcess.StartAsync(folder.Path))
        {
            token = await SignInAsync(before);
            code = (await before.Caller(token).PostAsync("/v1/member/codes", new { })).Text("code");
            await folder.AssertRefusedAsync("Nothing is lost", "keys", "init", "--replace-lost",
                "--ConnectionStrings:Rewards", await CopyAsync());
        }

        File.Delete(folder.KeyFile);
        await folder.RunWellAsync("keys", "init", "--replace-lost");

        await using var after = await ServiceProcess.StartAsync(folder.Path);
        (await after.Caller(token).GetAsync("/v1/member/points")).Expect(200);
        (await QuoteAsync(after, code)).Expect(422, "member_code_invalid");
        var audit = (await after.Caller("op_test_admin").GetAsync("/v1/operator/audit")).Expect(200);
        Assert.Contains("sealing_key.replaced", audit.Body!.ToJsonString(), StringComparison.Ordinal);
        await folder.RunWellAsync("verify");
    }

    [Fact]
    public async Task Backup_and_restore_say_when_the_key_is_missing_and_work_all_the_same()
    {
        await prepared.CopyServedAsync(folder.Path);

        Assert.Equal("", (await folder.RunAsync("db", "backup", "with.db")).Errors);
        File.Move(folder.KeyFile, folder.In("aside.keys"));

        var backup = await folder.RunAsync("db", "backup", "without.db");
        var restore = await folder.RunAsync("db", "restore", "with.db");
        Assert.All(new[] { backup, restore }, verb =>
        {
            Assert.Equal(0, verb.ExitCode);
            Assert.Contains("put the key file there (Keys:File)", verb.Errors, StringComparison.Ordinal);
        });

        File.Move(folder.In("aside.keys"), folder.KeyFile);
        await using var service = await ServiceProcess.StartAsync(folder.Path);
    }

    [Fact]
    public async Task Whatever_the_service_writes_only_its_own_user_can_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are Unix's.");
        await folder.RunWellAsync("db", "migrate");
        Loosen(folder.Database);
        await using (var service = await ServiceProcess.StartAsync(folder.Path))
        {
            await SignInAsync(service);
            await folder.RunWellAsync("db", "backup", "copy.db");
            AssertAllPrivate(atLeast: 6);
            service.Kill();
        }

        Loosen(folder.Database, folder.Database + "-wal", folder.In("copy.db"));
        await folder.RunWellAsync("db", "restore", "copy.db");
        File.Delete(folder.In("copy.db"));

        AssertAllPrivate(atLeast: 3);
    }

    private static bool IsKeyFile(string argument) =>
        argument.StartsWith("--Keys:File", StringComparison.Ordinal);

    private static async Task<string> SignInAsync(ServiceProcess service) =>
        (await service.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-alice" }))
            .Expect(201).Text("access_token");

    private static Task<Answer> QuoteAsync(ServiceProcess service, string code) =>
        service.Caller("rk_test_bookshop").PostAsync(
            "/v1/quotes", new { MemberCode = code, Items = new[] { Till.Item(8800) } });

    private static void Loosen(params string[] files)
    {
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
            }
        }
    }

    private async Task<string> CopyAsync()
    {
        await folder.RunWellAsync("db", "backup", "copy.db");
        File.Copy(folder.KeyFile, folder.In("copy.db.keys"));
        return "Data Source=copy.db";
    }

    private void AssertAllPrivate(int atLeast)
    {
        var open = new List<string>();
        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode)0b000_111_111) != 0)
            {
                open.Add($"{file} {File.GetUnixFileMode(file)}");
            }
        }

        Assert.Empty(open);
        Assert.True(files.Length >= atLeast, string.Join(' ', files));
    }
}
