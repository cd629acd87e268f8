using System.Diagnostics;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>The README's tour works word for word, in both languages.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-readme-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("README.md", "## A tour of five minutes")]
    [InlineData("README.zh-CN.md", "## 五分钟上手")]
    public async Task The_tour_works_word_for_word(string file, string heading)
    {
        var service = await ServiceProcess.StartAsync(folder.FullName);
        await using var running = service;
        var tour = await ReadTourAsync(file, heading);

        var output = await RunAsync(tour.Replace("http://localhost:5080", service.Address, StringComparison.Ordinal));

        Assert.DoesNotContain("urn:rewards:problem", output, StringComparison.Ordinal);
        Assert.Contains("\"spendable\":305", output, StringComparison.Ordinal);
        Assert.Contains("\"rule\":\"balance\",\"limit_fen\":3050,\"binding\":true", output, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"captured\"", output, StringComparison.Ordinal);
        Assert.Contains(
            "\"spendable\":0,\"held\":0,\"earned\":305,\"spent\":200,\"expired\":105",
            output,
            StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"expired\",\"points\":-105", output, StringComparison.Ordinal);
    }

    private static async Task<string> ReadTourAsync(string file, string heading)
    {
        var text = await File.ReadAllTextAsync(Repository.File(file), TestContext.Current.CancellationToken);
        var section = text[text.IndexOf(heading, StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        return string.Join('\n', Document.CommandsIn(section));
    }

    private static async Task<string> RunAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, output + await errors);
        return output;
    }
}
