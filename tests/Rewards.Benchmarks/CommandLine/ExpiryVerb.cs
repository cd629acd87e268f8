using System.CommandLine;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Loading;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Preparing;
using Rewards.Benchmarks.Reporting;
using Rewards.Benchmarks.Running;

namespace Rewards.Benchmarks.CommandLine;

/// <summary><c>expiry</c>: members' points expire beside redemptions; then once more, with a kill half-way.</summary>
internal sealed class ExpiryVerb
{
    private const string Job = "expire-lots";
    private const int Crowd = 64;

    private readonly Command command = new(
        "expiry", "Members' points expire beside redemptions; then once more, with a kill half-way.");
    private readonly StageOptions stageOptions;
    private readonly Option<int> members = StageOptions.Number("--members", 100_000, "How many members redeem.");
    private readonly Option<int> due = StageOptions.Number(
        "--due", 1_000_000, "How many members' points are due to expire.");
    private readonly Option<int> killDue = StageOptions.Number(
        "--kill-due", 100_000, "How many in the round with a kill; 0: no such round.");

    private ExpiryVerb()
    {
        stageOptions = StageOptions.AddTo(command);
        command.Add(members);
        command.Add(due);
        command.Add(killDue);
        command.SetAction((parsed, _) => RunAsync(parsed));
    }

    public static Command Create() => new ExpiryVerb().command;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var now = DateTimeOffset.UtcNow;
        await using var stage = await stageOptions.SetAsync(parsed);
        await stage.AddAsync(Cohort.Due(parsed.GetValue(due), now));
        var town = await stage.AddAsync(Cohort.Active(parsed.GetValue(members), 1, now));
        await using (var server = await stage.Service.StartAsync())
        {
            await MeasureBesideAsync(stage, town, server, parsed);
        }

        if (parsed.GetValue(killDue) is > 0 and var more)
        {
            // A little later than the others, so that nobody has their ids.
            await stage.AddAsync(Cohort.Due(more, now.AddHours(1)));
            await KillHalfwayAsync(stage, town, more);
        }

        return await stage.FinishAsync();
    }

    private async Task MeasureBesideAsync(Stage stage, Town town, Server server, ParseResult parsed)
    {
        Progress.Say("redemptions alone");
        var meter = new Meter(server, stage.Engine) { WarmsUpFor = stageOptions.WarmsUpFor(parsed) };
        var alone = await meter.MeasureAsync(Scenario.Redeem, town, (Crowd, stageOptions.Lasts(parsed), null));
        stage.Report.Add(alone with { Name = "redeem alone" });

        Progress.Say("redemptions beside the job");
        using var over = new CancellationTokenSource();
        var load = new Load(
            server.Address, Crowd, TimeSpan.FromHours(1), connection => Scenario.Redeem.CreateScript(town, connection));
        var (loading, started) = (load.RunAsync(over.Token), Stopwatch.GetTimestamp());
        using var client = new OperatorClient(server, town.OperatorToken);
        await WaitAsync(client, await client.StartAsync(Job), run => !run.IsRunning);
        var took = Stopwatch.GetElapsedTime(started);
        await over.CancelAsync();
        var beside = stage.Report.Add(Measurement.Of("beside the job", load, await loading));
        stage.Report.Add("members expired a second", parsed.GetValue(due) / took.TotalSeconds);
        stage.Report.Add(
            Target.AtMost($"expiry of {parsed.GetValue(due):N0} due members", 300, took.TotalSeconds, " s"));
        stage.Report.Add(Target.AtLeast("redeem beside it ÷ alone", 0.7, beside.PerSecond / alone.PerSecond, " ×"));
    }

    private static async Task KillHalfwayAsync(Stage stage, Town town, int due)
    {
        Progress.Say("once more, killed half-way");
        JobProgress half;
        await using (var server = await stage.Service.StartAsync())
        {
            using var client = new OperatorClient(server, town.OperatorToken);
            half = await WaitAsync(client, await client.StartAsync(Job), run => !run.IsRunning || run.Done >= due / 2);
            await server.KillAsync();
        }

        var started = Stopwatch.GetTimestamp();
        await using var again = await stage.Service.StartAsync();
        using var operatorAgain = new OperatorClient(again, town.OperatorToken);
        var end = await WaitAsync(operatorAgain, half, run => !run.IsRunning);
        var left = await CountDueAsync(stage);
        stage.Report.Add("killed at, members", half.Done);
        stage.Report.Add("from the kill to the end, seconds", Stopwatch.GetElapsedTime(started).TotalSeconds);
        stage.Report.Add(new Target(
            "killed half-way, it resumes",
            "taken over once, nobody left",
            $"{end.Status}, taken over {end.Takeovers} ×, {left:N0} left",
            end is { Status: "succeeded", Takeovers: 1 } && left == 0));
    }

    /// <summary>Not the run's own count: what was booked in the moment of the kill is not in it.</summary>
    private static async Task<long> CountDueAsync(Stage stage)
    {
        var now = DateTimeOffset.UtcNow;
        await using var db = stage.Engine.OpenDb();
        return await db.Accounts.LongCountAsync(account => account.NextDue <= now);
    }

    private static async Task<JobProgress> WaitAsync(
        OperatorClient client, JobProgress run, Func<JobProgress, bool> isEnough)
    {
        var said = Stopwatch.GetTimestamp();
        while (!isEnough(run))
        {
            await Task.Delay(100);
            run = await client.ReadAsync(run.RunId);
            if (Stopwatch.GetElapsedTime(said).TotalSeconds > 30)
            {
                Progress.Say($"{run.Done:N0} members booked");
                said = Stopwatch.GetTimestamp();
            }
        }

        return run;
    }
}
