using System.Diagnostics;
using System.Text.Json;
using Rewards.Benchmarks.Engines;

namespace Rewards.Benchmarks.Running;

/// <summary>The service as an operator has it: published, with Production settings, beside its own database.</summary>
internal sealed class PublishedService(string folder, Engine engine)
{
    private readonly string program = Path.Combine(folder, "app", "Rewards.Api.dll");

    private const string KeyFile = "Keys__File";

    private readonly Dictionary<string, string> settings = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__Rewards"] = engine.ConnectionString,
        ["Service__PublicBaseUrl"] = "https://rewards.example",

        // The load generator plays the proxy that ends TLS.
        ["Service__TrustedProxies__0"] = "127.0.0.1",
        ["WeChat__AppId"] = "wx-benchmark",
        ["WeChat__Secret"] = Guid.NewGuid().ToString("N"),
        [KeyFile] = Path.Combine(folder, "rewards.keys"),

        // One merchant stands for all of a city's.
        ["RateLimits__MerchantCallsPerMinute"] = "100000000",
        ["RateLimits__MemberCallsPerMinuteAndAddress"] = "1000000",
        ["RateLimits__OrdersPerMinute"] = "1000000",
        ["RateLimits__OfferCallsPerMinuteAndAddress"] = "1000000",
    };

    public async Task PublishAsync()
    {
        var app = Path.GetDirectoryName(program)!;
        string[] arguments =
            ["publish", "src/Rewards.Api", "--configuration", "Release", "--use-current-runtime", "--output", app];
        var (exitCode, output, errors) = await Programs.RunAsync("dotnet", Repository.Root, arguments);
        if (exitCode != 0)
        {
            throw new BenchmarkException("The service could not be published. " + output + errors);
        }
    }

    public async Task<Server> StartAsync()
    {
        if (!File.Exists(settings[KeyFile]))
        {
            await AskAsync("keys", "init");
        }

        return await Server.StartAsync(
            url => Programs.Start("dotnet", folder, [program, "serve", "--urls", url], settings), "/health/ready");
    }

    /// <summary>Runs a verb to its end and returns its answer.</summary>
    /// <exception cref="BenchmarkException">It could not be done.</exception>
    public async Task<JsonElement> AskAsync(params string[] verb)
    {
        var (exitCode, answer) = await TryAskAsync(verb);
        return exitCode == 0
            ? answer
            : throw new BenchmarkException($"'{string.Join(' ', verb)}' ended with {exitCode}: {answer}");
    }

    /// <summary>The number of findings: 0 where the ledger is sound.</summary>
    public async Task<(long Findings, TimeSpan Took, string Report)> VerifyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var (exitCode, answer) = await TryAskAsync("verify");
        return exitCode is 0 or 1
            ? (
                answer.GetProperty("report").GetProperty("findings_in_all").GetInt64(),
                Stopwatch.GetElapsedTime(started),
                answer.ToString())
            : throw new BenchmarkException($"'verify' ended with {exitCode}.");
    }

    private async Task<(int ExitCode, JsonElement Answer)> TryAskAsync(params string[] verb)
    {
        var (exitCode, output, errors) = await Programs.RunAsync(
            "dotnet", folder, [program, .. verb, "--json"], settings);
        return output.Length > 0
            ? (exitCode, JsonElement.Parse(output))
            : throw new BenchmarkException($"'{string.Join(' ', verb)}' ended with {exitCode}: {errors}");
    }
}
