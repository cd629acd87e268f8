using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.CommandLine;

/// <summary>Merchants' keys and operators' tokens at the server's own terminal, beside a running service.</summary>
public sealed class CredentialVerbsTests(PreparedFolders prepared) : IDisposable
{
    private const string AnyRead = "/v1/operator/programme";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-verbs-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_operator_is_added_listed_replaced_and_revoked()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);

        var added = await JsonAsync("operators", "add", "--name", "王五", "--role", "auditor", "--days", "30");
        var (id, token) = (added["operator_id"]!.GetValue<string>(), added["token"]!.GetValue<string>());
        (await service.Caller(token).GetAsync(AnyRead)).Expect(200);
        var replaced = (await RunAsync("operators", "replace", id)).Output.Trim();
        await UntilHeardAsync();
        (await service.Caller(token).GetAsync(AnyRead)).Expect(401);
        (await service.Caller(replaced).GetAsync(AnyRead)).Expect(200);
        var listed = (await RunAsync("operators", "list")).Output;
        Assert.Matches($"{id} +auditor +active +…{replaced[^4..]} .* 王五", listed);
        await RunAsync("operators", "revoke", id);
        await UntilHeardAsync();

        (await service.Caller(replaced).GetAsync(AnyRead)).Expect(401, "credential_invalid");
        var revoked = (await JsonAsync("operators", "list")).AsArray()
            .Single(one => one!["id"]!.GetValue<string>() == id)!;
        Assert.Equal("revoked", revoked["status"]!.GetValue<string>());
        var audit = (await service.Caller("op_test_auditor").GetAsync("/v1/operator/audit?target=" + id)).Expect(200);
        Assert.Equal(
            ["operator.revoked", "operator_token.replaced", "operator.added"],
            audit.Data.Select(record => record["action"]!.GetValue<string>()));
        Assert.All(audit.Data, record => Assert.Equal("command_line", record["actor"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_merchants_key_is_issued_listed_and_revoked()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);

        var merchants = (await RunAsync("merchants", "list")).Output.Split('\n');
        var merchant = merchants.Single(line => line.Contains("影城二", StringComparison.Ordinal)).Split(' ')[0];
        var key = (await RunAsync("keys", "issue", "--merchant", merchant)).Output.Trim();
        (await service.Caller(key).GetAsync("/v1/redemptions")).Expect(200);
        var listed = (await RunAsync("keys", "list", "--merchant", merchant)).Output;
        Assert.Matches($"key_.* {merchant} +…{key[^4..]} .* no +影城二", listed);
        var id = listed.Split('\n')[1].Split(' ')[0];
        await RunAsync("keys", "revoke", id);
        await UntilHeardAsync();

        (await service.Caller(key).GetAsync("/v1/redemptions")).Expect(401, "credential_invalid");
        Assert.NotNull((await JsonAsync("keys", "list", "--merchant", merchant))[0]!["revoked_at"]);
        var audit = (await service.Caller("op_test_auditor").GetAsync("/v1/operator/audit?target=" + id)).Expect(200);
        Assert.All(audit.Data, record => Assert.Equal(merchant, record["detail"]!["merchant_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_refused_exits_with_2_and_one_sentence()
    {
        await prepared.CopyServedAsync(folder.FullName);

        var operators = (await JsonAsync("operators", "list")).AsArray();
        var admin = operators.Single(one => one!["role"]!.GetValue<string>() == "admin")!["id"]!.GetValue<string>();

        await AssertRefusedAsync("No other admin could call any more", "operators", "revoke", admin);
        await AssertRefusedAsync("There is no such operator.", "operators", "revoke", "opr_nobody");
        await AssertRefusedAsync("There is no such operator.", "operators", "replace", "opr_nobody");
        await AssertRefusedAsync("There is no such key.", "keys", "revoke", "key_nobody");
        await AssertRefusedAsync("--days: must be from 1 to 366", "operators", "replace", admin, "--days", "0");
    }

    private async Task AssertRefusedAsync(string reason, params string[] arguments)
    {
        var verb = await ServiceProcess.RunAsync(folder.FullName, arguments);

        Assert.Equal(2, verb.ExitCode);
        Assert.Contains(reason, verb.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", verb.Errors, StringComparison.Ordinal);
    }

    /// <summary>The promise is a second; a slow machine gets its breath.</summary>
    private static Task UntilHeardAsync() => Task.Delay(1500, TestContext.Current.CancellationToken);

    private async Task<JsonNode> JsonAsync(params string[] arguments) =>
        JsonNode.Parse((await RunAsync([.. arguments, "--json"])).Output)!;

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var verb = await ServiceProcess.RunAsync(folder.FullName, arguments);
        Assert.True(verb.ExitCode == 0, string.Join(' ', arguments) + ": " + verb.Output + verb.Errors);
        return verb;
    }
}
