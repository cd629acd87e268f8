using DifferentialPlan = Rewards.Api.Tests.Ledger.Differential.Plan;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>How long a run is, and which one of all possible runs.</summary>
internal sealed record Plan(int Seed, int Steps)
{
    private const string StepsVariable = "REWARDS_BOOKINGS";

    private const int StepsInCi = 20_000;
    private const int StepsAtHome = 1_000;

    public static Plan FromEnvironment() => new(
        DifferentialPlan.Number(DifferentialPlan.SeedVariable) ?? Random.Shared.Next(),
        DifferentialPlan.Number(StepsVariable)
            ?? (Environment.GetEnvironmentVariable("CI") is null ? StepsAtHome : StepsInCi));

    /// <summary>The command line that does the same again.</summary>
    public string Replay =>
        $"{DifferentialPlan.SeedVariable}={Seed} {StepsVariable}={Steps} dotnet test --project tests/Rewards.Api.Tests "
            + "--filter-class '*BookingStream*'";
}
