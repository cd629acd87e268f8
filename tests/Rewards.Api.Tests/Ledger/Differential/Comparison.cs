using System.Diagnostics;
using Rewards.Api.Tests.Ledger.Differential.Model;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>Sends one stream of commands to every engine and to the model, and stops at the first difference.</summary>
internal sealed class Comparison(Plan plan, IReadOnlyList<Engine> engines)
{
    private const int QuestionsARound = 4;
    private const int RoundsBetweenSamples = 20;
    private const int MembersOfASample = 6;
    private const int RoundsBetweenReports = 160;

    private readonly TownBook town = new(RewardsApp.Start);
    private readonly Random random = new(plan.Seed);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        var stream = new CommandStream(random, town);
        var steps = new Steps(random, town, stream);
        var commands = 0;
        for (var round = 1; commands < plan.Commands; round++, commands += CommandStream.Size)
        {
            Advance(steps.Next());
            await RunJobsAsync();
            await SendAsync(stream.NextRound());
            await SendAsync(stream.NextQuestions(QuestionsARound));
            await CheckpointAsync(round, stream);
        }

        await CompareLedgersAsync(town.People);
        CompareCounts();
        Say(string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}")));
    }

    public static void Say(string text)
    {
        TestContext.Current.SendDiagnosticMessage("{0}", text);
        TestContext.Current.TestOutputHelper?.WriteLine(text);
    }

    private async Task CheckpointAsync(int round, CommandStream stream)
    {
        if (round % RoundsBetweenSamples == 0)
        {
            await CompareLedgersAsync([.. stream.Crowd.Take(MembersOfASample)]);
        }

        if (round % RoundsBetweenReports == 0 || round * CommandStream.Size >= plan.Commands)
        {
            Say($"{round * CommandStream.Size} commands, {stream.Number} with questions, {town.People.Count} members, "
                + $"{town.People.Sum(person => person.Points.Entries.Count)} entries, {town.Now:yyyy-MM-dd}, "
                + $"{clock.Elapsed.TotalSeconds:F0} s");
        }
    }

    private void Advance(TimeSpan step)
    {
        town.Now += step;
        foreach (var engine in engines)
        {
            engine.App.Time.SetUtcNow(town.Now);
        }
    }

    private async Task RunJobsAsync()
    {
        if (random.Next(25) == 0)
        {
            await RunJobAsync("expire-lots", town.ExpireLots);
        }

        if (random.Next(15) == 0)
        {
            await RunJobAsync("expire-holds", town.ExpireHolds);
        }
    }

    private async Task RunJobAsync(string name, Action inTheModel)
    {
        var runs = await Task.WhenAll(engines.Select(engine => engine.App.RunJobAsync(name)));
        Assert.All(runs, run => Assert.True(run.Text("status") == "succeeded", $"{run.Body} {plan.Replay}"));

        // Running a job by hand takes a millisecond of the test's clock.
        town.Now = engines[0].App.Time.GetUtcNow();
        inTheModel();
    }

    private async Task SendAsync(IEnumerable<Command> commands)
    {
        var decided = commands.Select(command => (command.Call, Expected: command.On(town).ToString())).ToList();
        var answers = engines.Select(engine => Task.WhenAll(decided.Select(one => engine.SendAsync(one.Call))))
            .ToList();
        for (var at = 0; at < engines.Count; at++)
        {
            foreach (var ((call, expected), actual) in decided.Zip(await answers[at]))
            {
                Assert.True(
                    expected == actual, $"{call}\nmodel:  {expected}\n{engines[at].Name}: {actual}\n{plan.Replay}");
            }
        }

        decided.ForEach(Count);
    }

    private void Count((Call Call, string Expected) one)
    {
        var code = one.Expected.Split("\"code\":\"") is [_, var rest] ? " " + rest.Split('"')[0] : "";
        var outcome = one.Expected.Split(' ')[0] + (one.Expected.Contains(" again ") ? " again" : "") + code;
        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
    }

    private async Task CompareLedgersAsync(IReadOnlyList<Person> people)
    {
        foreach (var some in people.Chunk(100))
        {
            var expected = Ledgers.Of(some).Order(StringComparer.Ordinal).ToList();
            var stored = await Task.WhenAll(engines.Select(engine => Task.Run(() => Ledgers.Of(engine, some))));
            foreach (var (engine, rows) in engines.Zip(stored))
            {
                var (missing, surplus) = (expected.Except(rows).ToList(), rows.Except(expected).ToList());
                Assert.True(
                    missing.Count + surplus.Count == 0 && rows.Count == expected.Count,
                    $"only in the model:\n{First(missing)}\nonly in {engine.Name}:\n{First(surplus)}\n{plan.Replay}");
            }
        }
    }

    private void CompareCounts() =>
        Assert.All(engines, engine => Assert.Equal(Ledgers.Counts(town), Ledgers.Counts(engine)));

    private static string First(IEnumerable<string> rows) => string.Join('\n', rows.Take(5));
}
