using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rewards.Benchmarks.Measuring;
using Rewards.Benchmarks.Running;
using Spectre.Console;

namespace Rewards.Benchmarks.Reporting;

/// <summary>What a run found: a table for people, JSON for machines.</summary>
internal sealed class Report(string verb, string engine, Machine machine)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly List<Measurement> measurements = [];
    private readonly List<Target> targets = [];
    private readonly Dictionary<string, double> figures = [];

    /// <summary>Set once the ledger was verified.</summary>
    public long? Findings { get; set; }

    public Measurement Add(Measurement measurement)
    {
        measurements.Add(measurement);
        return measurement;
    }

    public void Add(Target target) => targets.Add(target);

    /// <summary>A figure that is no load: a duration, a ratio, a share.</summary>
    public void Add(string name, double figure) => figures[name] = Math.Round(figure, 3);

    public void Print()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 150;
        }

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated(
            $"{machine.Database}, {machine.Runtime}, {machine.Cores} cores ({machine.Processor}), {machine.OperatingSystem}");
        AnsiConsole.MarkupLineInterpolated(
            $"commit {machine.Commit}, fsync p50 {machine.FsyncP50Milliseconds:F2} ms, p99 {machine.FsyncP99Milliseconds:F2} ms");
        if (measurements.Count > 0)
        {
            AnsiConsole.Write(ReportTables.Of(measurements));
        }

        foreach (var (name, figure) in figures)
        {
            AnsiConsole.MarkupLineInterpolated($"{name}: {figure:#,0.##}");
        }

        if (targets.Count > 0)
        {
            AnsiConsole.Write(ReportTables.Of(targets));
        }

        AnsiConsole.MarkupLineInterpolated(
            $"verify: {(Findings is { } findings ? $"{findings} findings" : "not run")}");
    }

    /// <summary>Writes <c>artifacts/benchmarks/VERB-DATABASE-TIME.json</c>.</summary>
    public void Write()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "benchmarks"));
        var time = machine.At.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var document = new { verb, machine, measurements, figures, targets, Findings };
        File.WriteAllText(
            Path.Combine(folder.FullName, $"{verb}-{engine}-{time}.json"), JsonSerializer.Serialize(document, Json));
        AnsiConsole.MarkupLineInterpolated($"artifacts/benchmarks/{verb}-{engine}-{time}.json");
    }
}
