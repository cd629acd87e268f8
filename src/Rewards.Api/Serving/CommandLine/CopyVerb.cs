using System.CommandLine;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>db copy</c>: from one file to a server that many can serve.</summary>
internal static class CopyVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
        var from = new Option<string>("--from")
        {
            Description = "The SQLite file: 'Data Source=data/rewards.db'.",
            Required = true,
        };
        var to = new Option<string>("--to")
        {
            Description = "An empty PostgreSQL database: 'Host=…;Database=rewards'.",
            Required = true,
        };
        var copy = new Command(
            "copy", "Move everything from a SQLite file into PostgreSQL, and compare. If stopped, start it again.")
        {
            from,
            to,
            json,
        };
        copy.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                var source = Naming("--from", () => Database.Of(parsed.GetValue(from)!));
                var report = Naming("--to", () =>
                    Copy(source, Database.Of(parsed.GetValue(to)!), parsed.GetValue(json), cancellationToken));
                WarnAboutKeys(parsed, Database.Of(parsed.GetValue(to)!), report);
                Terminal.Answer(parsed.GetValue(json), report, Describe(report));
                return report.IsGood ? ExitCodes.Done : ExitCodes.Found;
            },
            cancellationToken));
        return copy;
    }

    /// <summary>The secrets were copied as they are: who serves the copy needs the same key file.</summary>
    private static void WarnAboutKeys(ParseResult parsed, Database target, CopyReport report)
    {
        if (report.IsGood)
        {
            using var app = Terminal.Services(parsed);
            Terminal.Warn(SealNotice.For(app.Services, target));
        }
    }

    /// <summary>What is wrong with a connection string is wrong with this option, not with a setting.</summary>
    private static T Naming<T>(string option, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (StartException exception)
        {
            throw new StartException(
                exception.Message.Replace(Database.ConfigurationKey, option, StringComparison.Ordinal), exception);
        }
    }

    private static CopyReport Copy(
        Database source, Database target, bool asJson, CancellationToken cancellationToken) =>
        ProgressBars.Watch<CopyProgress, CopyReport>(
            asJson,
            at => new StepProgress(at.Step, at.Table, at.Done, at.InAll),
            progress => new DatabaseCopy(source, target) { Progress = progress }.Run(cancellationToken));

    private static IEnumerable<string> Describe(CopyReport report) =>
    [
        .. report.Tables.Select(table => $"{table.Rows,12:N0} {table.Table,-18} {table.Sha256[..16]}"),
        .. report.Differences,
        .. report.Verification?.Findings.Select(finding =>
            $"{finding.Invariant} {finding.Check}: {finding.MemberId} {finding.Row}: {finding.Sentence}") ?? [],
        Conclusion(report),
    ];

    private static string Conclusion(CopyReport report) => report switch
    {
        { Differences.Count: > 0 } =>
            $"{report.Target} is NOT what {report.Source} is. Was one of them written since the copy began? Drop the "
                + "target and start again.",
        { Verification.FindingsInAll: > 0 and var findings } =>
            $"{report.Target} is what {report.Source} is, and its ledger has {findings:N0} findings.",
        _ => $"{report.Copied:N0} rows copied in {report.Took.TotalSeconds:F1} s: {report.Target} is what "
            + $"{report.Source} is; verified, 0 findings. Name it in {Database.ConfigurationKey} and serve it.",
    };
}
