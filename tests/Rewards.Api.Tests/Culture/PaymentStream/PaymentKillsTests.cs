using System.Diagnostics;
using Rewards.Api.Tests.Support;
using static Rewards.Api.Tests.Ledger.Differential.Comparison;
using DifferentialPlan = Rewards.Api.Tests.Ledger.Differential.Plan;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>
/// The stream of payments over two nodes that are killed again and again, several towns at once: all money is where it
/// belongs, whatever was interrupted.
/// </summary>
public sealed class PaymentKillsTests
{
    /// <summary>For how many minutes; else one chapter.</summary>
    private const string MinutesVariable = "REWARDS_PAYMENT_KILLS";

    private const int Towns = 4;
    private const int MembersOfATown = 12;
    private const int RoundsOfAChapter = 8;
    private const int RoundsUsually = 3;
    private const int StepsOfARound = 10;

    [Fact]
    public async Task Killing_nodes_in_the_middle_of_payments_loses_no_money_and_keeps_none_twice()
    {
        PostgresServer.SkipWithout();
        var seed = DifferentialPlan.Number(DifferentialPlan.SeedVariable) ?? Random.Shared.Next();
        var lasts = TimeSpan.FromMinutes(DifferentialPlan.Number(MinutesVariable) ?? 0);
        await using var service = await PaidProcesses.StartAsync();
        var rest = new PaymentRest(service);
        PaymentTown[] towns =
            [.. Enumerable.Range(0, Towns).Select(town => new PaymentTown(service, rest, new Random(seed + town)))];
        var rounds = lasts > TimeSpan.Zero ? RoundsOfAChapter : RoundsUsually;
        var (clock, chapters) = (Stopwatch.StartNew(), 0);
        do
        {
            await LiveAsync(service, towns, rounds, new Random(seed + chapters));
            await rest.AfterAsync(towns);
            chapters++;
            Say($"{clock.Elapsed.TotalSeconds:F0} s, {chapters} chapters, {service.Kills} kills, "
                + $"{chapters * Towns * rounds * StepsOfARound} steps: {PaymentTown.InWords(towns)}");
        }
        while (clock.Elapsed < lasts);
    }

    private static async Task LiveAsync(PaidProcesses service, PaymentTown[] towns, int rounds, Random random)
    {
        await Task.WhenAll(towns.Select(town => town.OpenAsync(MembersOfATown)));
        using var stop = new CancellationTokenSource();
        var killing = service.KillAsync(random, stop.Token);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await Task.WhenAll(towns.Select(town => town.StepsAsync(StepsOfARound)));
                await service.PassNowAsync();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await killing;
        }
    }
}
