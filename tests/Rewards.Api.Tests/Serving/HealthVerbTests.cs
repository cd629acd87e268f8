using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>What a container's host asks, word for word.</summary>
public sealed partial class HealthVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-health-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_containers_own_question_is_answered()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);
        var command = await ReadHealthCheckAsync();
        Assert.Equal(["dotnet", "Rewards.Api.dll"], command[..2]);

        var asked = await RunAsync([.. command[2..].Select(
            word => word.Replace("http://localhost:8080", service.Address, StringComparison.Ordinal))]);

        Assert.True(asked.ExitCode == 0, asked.Output + asked.Errors);
        Assert.Contains("\"status\":\"ok\"", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_answers_the_answer_is_no()
    {
        var asked = await RunAsync("health", "--address", "http://127.0.0.1:1");

        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("does not answer", asked.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_machines_the_answer_is_one_document()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);

        var asked = await RunAsync("health", "--address", service.Address, "--json");

        Assert.True(asked.ExitCode == 0, asked.Output + asked.Errors);
        Assert.Empty(asked.Errors);
        var answer = JsonNode.Parse(asked.Output)!.AsObject();
        Assert.Equal(["status", "address", "ms", "unwell"], answer.Select(field => field.Key));
        Assert.Equal("ok", answer["status"]!.GetValue<string>());
        Assert.Equal(service.Address, answer["address"]!.GetValue<string>().TrimEnd('/'));
        Assert.True(answer["ms"]!.GetValue<long>() >= 0);
        Assert.Null(answer["unwell"]);
    }

    [Fact]
    public async Task Operators_learn_what_is_not_well()
    {
        await using var service = await ServiceProcess.StartAsync(folder.FullName);
        var token = Path.Combine(folder.FullName, "token");
        await File.WriteAllTextAsync(token, "op_test_auditor\n", TestContext.Current.CancellationToken);

        var asked = await RunAsync("health", "--address", service.Address, "--token-file", token, "--json");

        Assert.True(asked.ExitCode == 0, asked.Output + asked.Errors);
        Assert.Empty(JsonNode.Parse(asked.Output)!["unwell"]!.AsArray());
    }

    [Fact]
    public async Task A_service_that_is_not_ready_is_told_from_one_that_does_not_answer_and_from_another_program()
    {
        await using var away = await OneAnswer.GiveAsync(503, """{"status":"unavailable","unwell":["database"]}""");
        await using var other = await OneAnswer.GiveAsync(200, "<h1>Welcome</h1>");

        var (unwell, unknown, unreachable) = (
            await AskAsync(away.Address), await AskAsync(other.Address), await AskAsync("http://127.0.0.1:1"));

        Assert.Equal("unavailable", unwell["status"]!.GetValue<string>());
        Assert.Equal("database", unwell["unwell"]!.AsArray().Single()!.GetValue<string>());
        Assert.Equal("unknown", unknown["status"]!.GetValue<string>());
        Assert.Equal("unreachable", unreachable["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("health", "--address", "nonsense")]
    [InlineData("health", "--address", "ftp://localhost")]
    [InlineData("health", "--address")]
    public async Task What_is_no_address_is_refused(params string[] arguments)
    {
        var asked = await RunAsync(arguments);

        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("--address", asked.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", asked.Errors, StringComparison.Ordinal);
    }

    /// <summary>The answer of one whose exit code says that it is not ready.</summary>
    private async Task<JsonNode> AskAsync(string address)
    {
        var asked = await RunAsync("health", "--address", address, "--json");
        Assert.True(asked.ExitCode == 1, asked.Output + asked.Errors);
        return JsonNode.Parse(asked.Output)!;
    }

    private static async Task<string[]> ReadHealthCheckAsync()
    {
        var text = await File.ReadAllTextAsync(Repository.File("Dockerfile"), TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<string[]>(HealthCheck.Match(text).Groups["command"].Value)!;
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ServiceProcess.RunAsync(folder.FullName, arguments);

    [GeneratedRegex(@"^HEALTHCHECK[^\[]*CMD (?<command>\[.*\])$", RegexOptions.Multiline)]
    private static partial Regex HealthCheck { get; }
}
