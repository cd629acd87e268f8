using System.CommandLine;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Preparing;
using Rewards.Benchmarks.Reporting;

namespace Rewards.Benchmarks.CommandLine;

/// <summary>
/// <c>scale</c>: what a city ten times as large costs, and a member with a thousand times the history.
/// </summary>
internal sealed class ScaleVerb
{
    private const int Crowd = 64;
    private const int BusyMembers = 50;
    private const double Noise = 0.9;

    private static readonly Scenario[] Scenarios = [Scenario.Redeem, Scenario.Points, Scenario.Entries];

    private readonly Command command = new("scale", "What a larger city costs, and a member with a longer history.");
    private readonly StageOptions stageOptions;
    private readonly Option<int> small = StageOptions.Number("--small", 100_000, "Members of the small city.");
    private readonly Option<int> large = StageOptions.Number("--large", 1_000_000, "Members of the large city.");
    private readonly Option<int> entriesEach = StageOptions.Number(
        "--entries-each", 10, "Ledger entries of each of them.");
    private readonly Option<int> entriesOfBusy = StageOptions.Number(
        "--busy-entries", 10_000, "Ledger entries of a busy member.");

    private ScaleVerb()
    {
        stageOptions = StageOptions.AddTo(command);
        foreach (var option in new[] { small, large, entriesEach, entriesOfBusy })
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => RunAsync(parsed));
    }

    public static Command Create() => new ScaleVerb().command;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        IReadOnlyList<Measurement> inSmall;
        await using (var stage = await stageOptions.SetAsync(parsed))
        {
            var city = await AddCityAsync(stage, parsed.GetValue(small), parsed);
            inSmall = await MeasureAsync(stage, ($"{parsed.GetValue(small):N0} members", city), parsed);
            await stage.VerifyAsync();
        }

        await using var second = await stageOptions.SetAsync(parsed);
        var town = await AddCityAsync(second, parsed.GetValue(large), parsed);

        // So few members need points enough for a whole measurement.
        var quiet = await second.AddAsync(
            Cohort.Busy(BusyMembers, 10, DateTimeOffset.UtcNow) with { PointsEach = 500 });
        var busy = await second.AddAsync(
            Cohort.Busy(BusyMembers, parsed.GetValue(entriesOfBusy), DateTimeOffset.UtcNow.AddHours(1)));
        foreach (var row in inSmall)
        {
            second.Report.Add(row);
        }

        var inLarge = await MeasureAsync(second, ($"{parsed.GetValue(large):N0} members", town), parsed);
        Compare("large city ÷ small", 0.8, (inSmall, inLarge), second.Report);
        var ofQuiet = await MeasureAsync(second, ("10 entries", quiet), parsed);
        var ofBusy = await MeasureAsync(second, ($"{parsed.GetValue(entriesOfBusy):N0} entries", busy), parsed);
        Compare("long history ÷ short", Noise, (ofQuiet, ofBusy), second.Report);
        return await second.FinishAsync();
    }

    private Task<Town> AddCityAsync(Stage stage, int members, ParseResult parsed) =>
        stage.AddAsync(Cohort.Active(members, parsed.GetValue(entriesEach), DateTimeOffset.UtcNow));

    private async Task<IReadOnlyList<Measurement>> MeasureAsync(
        Stage stage, (string Name, Town Town) who, ParseResult parsed)
    {
        await using var server = await stage.Service.StartAsync();
        var meter = new Meter(server, stage.Engine) { WarmsUpFor = stageOptions.WarmsUpFor(parsed) };
        var measured = new List<Measurement>();
        foreach (var scenario in Scenarios)
        {
            Progress.Say($"{scenario.Name}, {who.Name}");
            var row = await meter.MeasureAsync(scenario, who.Town, (Crowd, stageOptions.Lasts(parsed), null));
            measured.Add(stage.Report.Add(row with { Name = $"{scenario.Name}, {who.Name}" }));
        }

        return measured;
    }

    private static void Compare(
        string what,
        double wanted,
        (IReadOnlyList<Measurement> Less, IReadOnlyList<Measurement> More) measured,
        Report report)
    {
        foreach (var (scenario, less, more) in Scenarios.Zip(measured.Less, measured.More))
        {
            report.Add(Target.AtLeast($"{scenario.Name}, {what}", wanted, more.PerSecond / less.PerSecond, " ×"));
        }
    }
}
