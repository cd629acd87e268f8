using Rewards.Api.Tests.Ledger.Differential;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>How long a stream of requests is, and which one of all possible streams.</summary>
internal sealed record GeneratedPlan(int Seed, int Requests)
{
    private const string RequestsVariable = "REWARDS_REQUESTS";

    /// <summary>What is made and looked at between them comes on top: more than 20,000 are sent.</summary>
    private const int RequestsInCi = 8_000;
    private const int RequestsAtHome = 4_000;

    public static GeneratedPlan FromEnvironment() => new(
        Plan.Number(Plan.SeedVariable) ?? System.Random.Shared.Next(),
        Plan.Number(RequestsVariable)
            ?? (Environment.GetEnvironmentVariable("CI") is null ? RequestsAtHome : RequestsInCi));

    /// <summary>The command line that sends the same again.</summary>
    public string Replay =>
        $"{Plan.SeedVariable}={Seed} {RequestsVariable}={Requests} dotnet test --project tests/Rewards.Api.Tests "
            + "--filter-class '*GeneratedRequests*'";

    /// <summary>A request follows from seed and number alone, whoever sends it and when.</summary>
    public Random Random(int number) => new(HashOf(Seed, number));

    private static int HashOf(int seed, int number) => unchecked((seed * 486_187_739) ^ (number * 16_777_619));
}
