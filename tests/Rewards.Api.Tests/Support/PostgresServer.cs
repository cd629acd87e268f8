using System.Diagnostics;
using System.Globalization;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// The PostgreSQL server for tests: the one that <c>REWARDS_POSTGRES</c> names, else one of this process's own, made by
/// <c>tests/postgres.sh</c> when the first test wants it and ended with the process. <c>none</c>: do without.
/// </summary>
public static class PostgresServer
{
    public const string Variable = "REWARDS_POSTGRES";

    private const string None = "none";

    /// <summary>What the script ends with where PostgreSQL is not installed.</summary>
    private const int NotInstalled = 2;

    private static readonly Lazy<string?> Server = new(Find);

    private static int skipped;

    /// <summary>Null: there is none.</summary>
    public static string? ConnectionString => Server.Value;

    /// <summary>How many tests had to be skipped.</summary>
    public static int Skipped => skipped;

    /// <summary>Skips on a bare machine, as <see cref="PostgresSummary"/> tells; in CI none may be.</summary>
    public static void SkipWithout()
    {
        if (ConnectionString is not null)
        {
            return;
        }

        Assert.True(Environment.GetEnvironmentVariable("CI") is null, "There is no PostgreSQL, and this is CI.");
        Interlocked.Increment(ref skipped);
        Assert.Skip("No PostgreSQL here.");
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) switch
    {
        None => null,
        { Length: > 0 } named => named,
        _ => OperatingSystem.IsWindows() ? null : Start(),
    };

    private static string? Start()
    {
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var script = Process.Start(new ProcessStartInfo("bash", ["tests/postgres.sh", "start", own])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["REWARDS_POSTGRES_FOLDER"] = Path.Combine(Path.GetTempPath(), "rewards-postgres-" + own),
                ["REWARDS_POSTGRES_PORT"] = ServiceProcess.FreePort().ToString(CultureInfo.InvariantCulture),
            },
        })!;
        var errors = script.StandardError.ReadToEndAsync();
        var server = script.StandardOutput.ReadToEnd().Trim();
        script.WaitForExit();
        return script.ExitCode switch
        {
            0 => server,
            NotInstalled => null,
            _ => throw new InvalidOperationException("tests/postgres.sh: " + errors.GetAwaiter().GetResult()),
        };
    }
}
