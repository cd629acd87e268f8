using Rewards.Api.Tests.Support;
using static Rewards.Api.Tests.Ledger.Differential.Comparison;
using DifferentialPlan = Rewards.Api.Tests.Ledger.Differential.Plan;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>
/// Members order, pay, leave, cancel; Stripe tells it twice, late or not at all, fails, loses answers and disputes; time
/// passes. Whenever things come to rest, all money is where a model of a few lines says that it is, and nothing is stuck.
/// </summary>
public abstract class PaymentStreamTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string StepsVariable = "REWARDS_PAYMENTS";

    private const int StepsInCi = 20_000;
    private const int StepsAtHome = 800;
    private const int StepsOfAChapter = 400;
    private const int MembersOfAChapter = 48;

    [Fact]
    public async Task Whatever_happens_between_members_and_Stripe_no_money_is_lost_or_kept_twice()
    {
        var (seed, steps) = Plan();
        var service = new PaidApp(app);
        var rest = new PaymentRest(service);
        var town = new PaymentTown(service, rest, new Random(seed));
        for (var step = 0; step < steps; step++)
        {
            if (step % StepsOfAChapter == 0)
            {
                await town.OpenAsync(MembersOfAChapter);
            }

            await town.StepsAsync(1);
            if ((step + 1) % StepsOfAChapter == 0 || step + 1 == steps)
            {
                await rest.AfterAsync([town]);
            }
        }

        Say($"{typeof(TApp).Name}: {steps} steps, {PaymentTown.InWords([town])}");
    }

    private static (int Seed, int Steps) Plan()
    {
        var seed = DifferentialPlan.Number(DifferentialPlan.SeedVariable) ?? Random.Shared.Next();
        var steps = DifferentialPlan.Number(StepsVariable)
            ?? (Environment.GetEnvironmentVariable("CI") is null ? StepsAtHome : StepsInCi);
        Say($"Replay: {DifferentialPlan.SeedVariable}={seed} {StepsVariable}={steps} "
            + $"dotnet test --project tests/Rewards.Api.Tests --filter-class '*PaymentStreamOn{typeof(TApp).Name[..^3]}*'");
        return (seed, steps);
    }
}

public sealed class PaymentStreamOnSqlite(SqliteApp app) : PaymentStreamTests<SqliteApp>(app);

public sealed class PaymentStreamOnPostgres(PostgresApp app) : PaymentStreamTests<PostgresApp>(app.OrSkip());
