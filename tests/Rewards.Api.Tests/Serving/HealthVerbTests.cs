using System.Text.Json;
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
