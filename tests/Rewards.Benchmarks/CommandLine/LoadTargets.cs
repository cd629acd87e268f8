using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Preparing;

namespace Rewards.Benchmarks.CommandLine;

/// <summary>What the measurements of <c>load</c> have to reach.</summary>
internal static class LoadTargets
{
    private const int Crowd = 64;

    public static void Judge(IReadOnlyList<Measurement> measured, Stage stage)
    {
        var report = stage.Report;
        if (Find(measured, Scenario.Redeem, Crowd) is { OfferedPerSecond: null } redeem)
        {
            var isSqlite = stage.Engine.Name == "sqlite";
            report.Add(Target.AtLeast("redeem, 64 connections", isSqlite ? 5_000 : 4_000, redeem.PerSecond, "/s"));
            if (isSqlite)
            {
                report.Add(Target.AtMost("redeem, 64 connections, p99", 40, redeem.P99Milliseconds, " ms"));
            }
        }

        if (Find(measured, Scenario.Points, Crowd) is { OfferedPerSecond: null } points)
        {
            report.Add(Target.AtLeast("points", 15_000, points.PerSecond, "/s"));
        }

        if (Find(measured, Scenario.Redeem, 1) is { } lone)
        {
            report.Add(Target.AtMost("redeem, 1 connection, p50", 2, lone.P50Milliseconds, " ms"));
        }

        JudgeLatency(Scenario.OrderRefused, 100);
        JudgeLatency(Scenario.Search, 20);
        report.Add(Target.AtMost("unexpected answers", 0, measured.Sum(row => row.Unexpected)));

        void JudgeLatency(Scenario scenario, double most)
        {
            if (Find(measured, scenario, Crowd) is { } row)
            {
                report.Add(Target.AtMost(scenario.Name + ", p99", most, row.P99Milliseconds, " ms"));
            }
        }
    }

    /// <summary>Gives redeem as a multiple of a baseline.</summary>
    public static void Compare(
        IReadOnlyList<Measurement> measured, (string Name, double PerSecond) baseline, Stage stage)
    {
        if (Find(measured, Scenario.Redeem, Crowd) is not { } redeem)
        {
            return;
        }

        var wanted = stage.Engine.Name == "sqlite" ? 6 : 4;
        stage.Report.Add(
            Target.AtLeast("redeem ÷ " + baseline.Name, wanted, redeem.PerSecond / baseline.PerSecond, " ×"));
    }

    private static Measurement? Find(IReadOnlyList<Measurement> measured, Scenario scenario, int connections) =>
        measured.FirstOrDefault(row => row.Name == scenario.Name && row.Connections == connections);
}
