using System.Globalization;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>How long a run is, and which one of all possible runs.</summary>
internal sealed record Plan(int Seed, int Commands)
{
    public const string SeedVariable = "REWARDS_SEED";

    private const string CommandsVariable = "REWARDS_COMMANDS";

    private const int CommandsInCi = 40_000;
    private const int CommandsAtHome = 10_000;

    public static Plan FromEnvironment() => new(
        Number(SeedVariable) ?? Random.Shared.Next(),
        Number(CommandsVariable) ?? (Environment.GetEnvironmentVariable("CI") is null ? CommandsAtHome : CommandsInCi));

    /// <summary>The command line that does the same again.</summary>
    public string Replay =>
        $"{SeedVariable}={Seed} {CommandsVariable}={Commands} dotnet test --project tests/Rewards.Api.Tests "
            + "--filter-class '*DifferentialTests*'";

    public static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
