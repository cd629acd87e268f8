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

    private const string Explanation =
        "No PostgreSQL here, so all tests that need it are skipped; the summary counts them. Where it is installed "
            + "(Debian: apt-get install postgresql) they start a server of their own and end it; or name one in "
            + $"{Variable}. They are a third of all, and take about ten minutes on two cores.";

    /// <summary>What the script ends with where PostgreSQL is not installed.</summary>
    private const int NotInstalled = 2;

    private static readonly Lazy<string?> Server = new(Find);

    private static int isExplained;

    /// <summary>Null: there is none.</summary>
    public static string? ConnectionString => Server.Value;

    /// <summary>
    /// On a bare machine these tests are skipped: the first says why, the run's summary how many. In CI they may not be.
    /// </summary>
    public static void SkipWithout()
    {
        if (ConnectionString is not null)
        {
            return;
        }

        Assert.True(Environment.GetEnvironmentVariable("CI") is null, "There is no PostgreSQL, and this is CI.");
        Assert.Skip(Interlocked.Exchange(ref isExplained, 1) == 0 ? Explanation : "No PostgreSQL here.");
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
