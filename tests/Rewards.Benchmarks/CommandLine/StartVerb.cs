using System.CommandLine;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Preparing;
using Rewards.Benchmarks.Reporting;

namespace Rewards.Benchmarks.CommandLine;

/// <summary><c>start</c>: from the start of the process to its first answer that it is ready.</summary>
internal sealed class StartVerb
{
    private readonly Command command = new(
        "start", "From the start of the process to its first answer that it is ready.");
    private readonly StageOptions stageOptions;
    private readonly Option<int> members = StageOptions.Number("--members", 100_000, "How many members the city has.");
    private readonly Option<int> entriesEach = StageOptions.Number(
        "--entries-each", 10, "Ledger entries of each of them.");
    private readonly Option<int> times = StageOptions.Number("--times", 5, "How often it is started.");

    private StartVerb()
    {
        stageOptions = StageOptions.AddTo(command);
        command.Add(members);
        command.Add(entriesEach);
        command.Add(times);
        command.SetAction((parsed, _) => RunAsync(parsed));
    }

    public static Command Create() => new StartVerb().command;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        await using var stage = await stageOptions.SetAsync(parsed);
        await stage.AddAsync(
            Cohort.Active(parsed.GetValue(members), parsed.GetValue(entriesEach), DateTimeOffset.UtcNow));
        var longest = 0.0;
        for (var time = 1; time <= parsed.GetValue(times); time++)
        {
            Progress.Say("starting");
            await using var server = await stage.Service.StartAsync();
            stage.Report.Add($"start {time}, seconds", server.ReadyAfter.TotalSeconds);
            longest = Math.Max(longest, server.ReadyAfter.TotalSeconds);
        }

        var entries = (long)parsed.GetValue(members) * parsed.GetValue(entriesEach);
        stage.Report.Add(Target.AtMost($"start to ready with {entries:N0} entries, the longest", 2, longest, " s"));
        return await stage.FinishAsync();
    }
}
