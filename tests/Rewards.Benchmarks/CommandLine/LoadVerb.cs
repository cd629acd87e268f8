using System.CommandLine;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Baselines;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Preparing;
using Rewards.Benchmarks.Reporting;

namespace Rewards.Benchmarks.CommandLine;

/// <summary><c>load</c>: throughput and latency of what people do with the service.</summary>
internal sealed class LoadVerb
{
    private readonly Command command = new("load", "Throughput and latency of what people do with the service.");
    private readonly StageOptions stageOptions;
    private readonly Option<int> members = StageOptions.Number("--members", 100_000, "How many members the city has.");
    private readonly Option<int> entriesEach = StageOptions.Number(
        "--entries-each", 1, "Ledger entries of each member before the load.");
    private readonly Option<int[]> connections = StageOptions.Numbers(
        "--connections", [64], "Requests under way at once, for example 1,16,64,256.");
    private readonly Option<int> offers = StageOptions.Number(
        "--offers", 3_000, "How many offers the city has where they are searched.");
    private readonly Option<double?> rate =
        new("--rate") { Description = "Open loop: requests due a second; latency counts from when they are due." };
    private readonly Option<bool> baselines =
        new("--baselines") { Description = "Also measure the naive service, and give the ratio." };
    private readonly Option<string[]> scenarios = new("--scenario")
    {
        Description = "Which; give it once for each. All where left out.",
        DefaultValueFactory = _ => [.. Scenario.All.Select(scenario => scenario.Name)],
    };

    private LoadVerb()
    {
        stageOptions = StageOptions.AddTo(command);
        scenarios.AcceptOnlyFromAmong([.. Scenario.All.Select(scenario => scenario.Name)]);
        foreach (var option in new Option[] { members, entriesEach, offers, connections, rate, baselines, scenarios })
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => RunAsync(parsed));
    }

    public static Command Create() => new LoadVerb().command;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        await using var stage = await stageOptions.SetAsync(parsed);
        var town = await stage.AddAsync(
            Cohort.Active(parsed.GetValue(members), parsed.GetValue(entriesEach), DateTimeOffset.UtcNow));
        if (parsed.GetValue(scenarios)!.Contains(Scenario.Search.Name))
        {
            BoxOffice.Fill(stage.Engine, parsed.GetValue(offers));
        }

        var measured = await MeasureAsync(stage, town, parsed);
        LoadTargets.Judge(measured, stage);
        if (parsed.GetValue(baselines))
        {
            await stage.VerifyAsync();
            await CompareAsync(stage, town, measured, parsed);
        }

        return await stage.FinishAsync();
    }

    private async Task<List<Measurement>> MeasureAsync(Stage stage, Town town, ParseResult parsed)
    {
        await using var server = await stage.Service.StartAsync();
        var meter = new Meter(server, stage.Engine) { WarmsUpFor = stageOptions.WarmsUpFor(parsed) };
        var measured = new List<Measurement>();
        foreach (var scenario in Scenario.All.Where(scenario => parsed.GetValue(scenarios)!.Contains(scenario.Name)))
        {
            foreach (var count in parsed.GetValue(connections)!)
            {
                Progress.Say($"{scenario.Name}, {count} connections");
                var how = (count, stageOptions.Lasts(parsed), parsed.GetValue(rate) ?? scenario.Rate);
                measured.Add(stage.Report.Add(await meter.MeasureAsync(scenario, town, how)));
            }
        }

        return measured;
    }

    private async Task CompareAsync(Stage stage, Town town, List<Measurement> measured, ParseResult parsed)
    {
        const int Connections = 64;
        var lasts = stageOptions.Lasts(parsed);
        Progress.Say("naive");
        await using (var server = await NaiveServer.StartAsync(stage.Engine))
        {
            var meter = new Meter(server, stage.Engine) { WarmsUpFor = stageOptions.WarmsUpFor(parsed) };
            var naive = await meter.MeasureAsync(Scenario.Redeem, town, (Connections, lasts, null));
            stage.Report.Add(naive with { Name = "naive" });
            LoadTargets.Compare(measured, ("naive", naive.PerSecond), stage);
        }
    }
}
