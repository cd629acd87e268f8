using System.Globalization;
using Rewards.Benchmarks.Measuring;
using Spectre.Console;

namespace Rewards.Benchmarks.Reporting;

internal static class ReportTables
{
    public static Table Of(IEnumerable<Measurement> measurements)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("scenario");
        foreach (var heading in new[]
                 {
                     "conn.", "offered/s", "done/s", "p50 ms", "p95", "p99", "max", "CPU µs", "RSS MiB", "B/redeem",
                     "errors",
                 })
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var row in measurements)
        {
            table.AddRow(
                row.Name,
                $"{row.Connections}",
                Text(row.OfferedPerSecond, "N0"),
                Text(row.PerSecond, "N0"),
                Text(row.P50Milliseconds, "F2"),
                Text(row.P95Milliseconds, "F1"),
                Text(row.P99Milliseconds, "F1"),
                Text(row.MaxMilliseconds, "F0"),
                Text(row.CpuMicroseconds, "F0"),
                Text(row.PeakMebibytes, "F0"),
                Text(row.BytesPerRedemption, "N0"),
                Errors(row));
        }

        return table;
    }

    public static Table Of(IEnumerable<Target> targets)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("target", "wanted", "measured", "");
        foreach (var target in targets)
        {
            table.AddRow(
                new Text(target.Figure),
                new Text(target.Wanted),
                new Text(target.Measured),
                new Markup(target.IsMet ? "[green]pass[/]" : "[red]FAIL[/]"));
        }

        return table;
    }

    private static string Text(double? figure, string format) =>
        figure?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Errors(Measurement row) => row.Unexpected == 0
        ? "0"
        : $"{row.Unexpected} (" + string.Join(' ', row.Statuses
            .OrderBy(status => status.Key)
            .Select(status => $"{status.Key}:{status.Value}")) + ")";
}
