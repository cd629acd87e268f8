using System.CommandLine;
using System.Diagnostics;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Preparing;
using Rewards.Benchmarks.Reporting;
using Rewards.Benchmarks.Running;

namespace Rewards.Benchmarks.CommandLine;

/// <summary><c>overload</c>: redemptions at half of what the service can do, at twice, and just after.</summary>
internal sealed class OverloadVerb
{
    private const int Crowd = 64;
    private const double CalmMilliseconds = 25;

    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(30);

    private readonly Command command = new(
        "overload", "Redemptions at half of the maximum, at twice the maximum, and just after.");
    private readonly StageOptions stageOptions;
    private readonly Option<int> members = StageOptions.Number("--members", 100_000, "How many members the city has.");
    private readonly Option<int> connections = StageOptions.Number(
        "--connections", 2_048, "For the overload; more than the service's queue is long, or it would never be full.");

    private readonly Option<int> halfSeconds = StageOptions.Number(
        "--half-seconds", 60, "How long the half load lasts.");

    private OverloadVerb()
    {
        stageOptions = StageOptions.AddTo(command);
        command.Add(members);
        command.Add(connections);
        command.Add(halfSeconds);
        command.SetAction((parsed, _) => RunAsync(parsed));
    }

    public static Command Create() => new OverloadVerb().command;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        await using var stage = await stageOptions.SetAsync(parsed);
        var town = await stage.AddAsync(Cohort.Active(parsed.GetValue(members), 1, DateTimeOffset.UtcNow));
        await using (var server = await stage.Service.StartAsync())
        {
            var most = await MeasureMostAsync(stage, town, server, parsed);
            var half = await MeasureHalfAsync(stage, town, (server, most), parsed);
            await MeasureTwiceAsync(stage, town, (server, most), parsed);
            await MeasureRecoveryAsync(stage, town, server, half);
        }

        return await stage.FinishAsync();
    }

    private async Task<double> MeasureMostAsync(Stage stage, Town town, Server server, ParseResult parsed)
    {
        Progress.Say("the maximum");
        var meter = new Meter(server, stage.Engine) { WarmsUpFor = stageOptions.WarmsUpFor(parsed) };
        var most = await meter.MeasureAsync(Scenario.Redeem, town, (Crowd, stageOptions.Lasts(parsed), null));
        stage.Report.Add(most with { Name = "maximum" });
        return most.PerSecond;
    }

    private async Task<Measurement> MeasureHalfAsync(
        Stage stage, Town town, (Server Server, double Most) known, ParseResult parsed)
    {
        Progress.Say("half of it, open loop");
        var how = (Crowd * 4, TimeSpan.FromSeconds(parsed.GetValue(halfSeconds)), known.Most / 2);
        var half = await MeasureAsync(stage, town, known.Server, how);
        stage.Report.Add(half with { Name = "half" });
        stage.Report.Add(Target.AtMost("half of the maximum, p99", CalmMilliseconds, half.P99Milliseconds, " ms"));
        stage.Report.Add(Target.AtMost("half of the maximum, errors", 0, half.Unexpected));
        return half;
    }

    private async Task MeasureTwiceAsync(Stage stage, Town town, (Server Server, double Most) known, ParseResult parsed)
    {
        Progress.Say("twice of it, open loop");
        var how = (parsed.GetValue(connections), stageOptions.Lasts(parsed), known.Most * 2);
        var twice = await MeasureAsync(stage, town, known.Server, how);
        stage.Report.Add(twice with { Name = "twice" });
        stage.Report.Add("refused with Retry-After, share", (double)twice.RetryAfters / twice.Requests);
        stage.Report.Add("attempted, of the maximum", twice.Requests / twice.Seconds / known.Most);
        stage.Report.Add(Target.AtLeast("2 × overload, goodput ÷ maximum", 0.8, twice.PerSecond / known.Most, " ×"));
        stage.Report.Add(Target.AtMost("2 × overload, refused otherwise", 0, twice.Unexpected - twice.RetryAfters));
        stage.Report.Add(Target.AtMost("2 × overload, RSS", 512, twice.PeakMebibytes!.Value, " MiB"));
    }

    /// <summary>Normal is what half of the maximum was before, on the same disk and in the same hour.</summary>
    private static async Task MeasureRecoveryAsync(Stage stage, Town town, Server server, Measurement half)
    {
        Progress.Say("half again, until it is as before");
        var normal = Math.Max(CalmMilliseconds, half.P99Milliseconds);
        var aSecond = (Crowd * 4, TimeSpan.FromSeconds(1), half.OfferedPerSecond!.Value);
        var started = Stopwatch.GetTimestamp();
        Measurement second;
        do
        {
            second = await MeasureAsync(stage, town, server, aSecond);
        }
        while ((second.Unexpected > 0 || second.P99Milliseconds > normal)
            && Stopwatch.GetElapsedTime(started) < LongestRecovery);

        // The second in which all was well does not count.
        var calmAfter = Stopwatch.GetElapsedTime(started).TotalSeconds - second.Seconds;
        stage.Report.Add(Target.AtMost("after an overload, normal again", 10, calmAfter, " s"));
    }

    private static Task<Measurement> MeasureAsync(
        Stage stage, Town town, Server server, (int Connections, TimeSpan Lasts, double Rate) how) =>
        new Meter(server, stage.Engine) { WarmsUpFor = TimeSpan.Zero }
            .MeasureAsync(Scenario.Redeem, town, (how.Connections, how.Lasts, how.Rate));
}
