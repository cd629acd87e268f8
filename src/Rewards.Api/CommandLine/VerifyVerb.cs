using System.CommandLine;
using Microsoft.Data.Sqlite;
using Rewards.Api.BackingUp;
using Rewards.Api.Reference;
using Rewards.Api.Store;
using Rewards.Api.Verifying;
using Spectre.Console;

namespace Rewards.Api.CommandLine;

/// <summary><c>verify</c>: the ledger in use, or a backup of it.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
        var file = new Option<FileInfo?>("--database") { Description = "A backup to verify, with its manifest; the service's own database if left out." };
        var verify = new Command("verify", "Recompute the whole ledger; may run beside the service.") { file, json };
        verify.SetAction((parsed, cancellationToken) => Task.Run(
            () => Verify(parsed, parsed.GetValue(file), parsed.GetValue(json), cancellationToken), cancellationToken));
        return verify;
    }

    private static int Verify(ParseResult parsed, FileInfo? backup, bool asJson, CancellationToken cancellationToken)
    {
        using var app = Terminal.Services(parsed);
        var database = backup is null ? app.Services.GetRequiredService<Database>() : OfBackup(backup);
        if (!database.Exists)
        {
            throw new StartException($"There is no database {database.Name}.");
        }

        var differences = backup is null ? [] : DifferencesOf(backup);
        var report = Verify(database, app.Services.GetRequiredService<Clock>(), Terminal.ShowsProgress(asJson), cancellationToken);
        Terminal.Answer(asJson, new { Database = database.Name, Manifest = differences, Report = report }, Describe(report, differences));
        return report.FindingsInAll == 0 && differences.Count == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    private static SqliteDatabase OfBackup(FileInfo backup) =>
        new SqliteDatabase(new SqliteConnectionStringBuilder { DataSource = backup.FullName, Pooling = false }.ConnectionString);

    private static IReadOnlyList<string> DifferencesOf(FileInfo backup) => DatabaseBackup.ReadManifest(backup) is { } manifest
        ? [.. DatabaseBackup.Differences(backup, manifest)]
        : ["there is no manifest beside the file"];

    private static VerificationReport Verify(Database database, Clock clock, bool showsProgress, CancellationToken cancellationToken)
    {
        using (var db = database.OpenForReading())
        {
            clock.Offset = ReferenceSnapshot.OffsetOf(db);
        }

        using var connection = database.OpenReadConnection();
        VerificationReport Run(IProgress<VerificationProgress>? progress) =>
            LedgerVerifier.Verify(connection, clock.GetUtcNow(), progress, cancellationToken);
        return showsProgress ? WithProgress(Run) : Run(null);
    }

    private static VerificationReport WithProgress(Func<IProgress<VerificationProgress>, VerificationReport> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Start(bars =>
        {
            var bar = bars.AddTask("verifying");
            return run(new SynchronousProgress(progress =>
            {
                bar.MaxValue = Math.Max(1, progress.MembersInAll);
                bar.Value = progress.Members;
            }));
        });
    }

    private static IEnumerable<string> Describe(VerificationReport report, IReadOnlyList<string> differences) =>
    [
        .. differences.Select(difference => "manifest: " + difference),
        .. report.Findings.Select(finding =>
            $"{finding.Invariant} {finding.Check}: {finding.MemberId} {finding.Row}: {finding.Sentence}"),
        $"{report.Checked.Members:N0} members, {report.Checked.Entries:N0} entries, {report.Checked.Redemptions:N0} redemptions "
            + $"verified in {report.Took.TotalSeconds:F1} s: {report.FindingsInAll:N0} findings",
    ];

    /// <summary>Tells at once: <see cref="Progress{T}"/> would tell some other thread, some time.</summary>
    private sealed class SynchronousProgress(Action<VerificationProgress> tell) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => tell(value);
    }
}
