using System.Data.Common;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Platform;
using Rewards.Api.Platform.BackingUp;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>What verifying a database, or a backup of one, came to.</summary>
/// <param name="Database">Which one.</param>
/// <param name="Manifest">What is not as the backup's manifest says.</param>
/// <param name="Report">The ledger's; null: it could not be read.</param>
internal sealed record Verification(string Database, IReadOnlyList<string> Manifest, VerificationReport? Report)
{
    public bool IsGood => Manifest.Count == 0 && Report is { FindingsInAll: 0 };

    /// <summary>The ledger of the database in use.</summary>
    public static Verification Of(Database database, Clock clock, VerifierRun run) =>
        new(database.Name, [], Verify(database, clock, run));

    /// <summary>A backup with its manifest. One that can't be read is a finding, not a failure.</summary>
    /// <param name="copy">The file.</param>
    /// <param name="manifestOf">Beside which file its manifest is.</param>
    /// <param name="clock">The service's.</param>
    /// <param name="run">Runs the verifier.</param>
    public static Verification OfBackup(FileInfo copy, FileInfo manifestOf, Clock clock, VerifierRun run)
    {
        try
        {
            var differences = DatabaseBackup.DifferencesFromManifest(copy, manifestOf);
            return new Verification(copy.FullName, differences, Verify(DatabaseBackup.Open(copy), clock, run));
        }
        catch (Exception exception) when (exception is DbException or FormatException or InvalidCastException)
        {
            return new Verification(copy.FullName, [$"{copy.Name} can't be read: {exception.Message}"], null);
        }
    }

    public IEnumerable<string> Describe() =>
    [
        .. Manifest.Select(difference => "manifest: " + difference),
        .. Report is null ? [] : Describe(Report),
    ];

    private static VerificationReport Verify(Database database, Clock clock, VerifierRun run)
    {
        using (var db = database.OpenForReading())
        {
            Migrating.RefuseUnknown(db);
            clock.Offset = ReferenceSnapshot.OffsetOf(db);
        }

        using var connection = database.OpenReadConnection();
        return run(connection, clock.GetUtcNow());
    }

    private static IEnumerable<string> Describe(VerificationReport report) =>
    [
        .. report.Findings.Select(finding =>
            $"{finding.Invariant} {finding.Check}: {finding.MemberId} {finding.Row}: {finding.Sentence}"),
        $"{report.Checked.Members:N0} members, {report.Checked.Entries:N0} entries, {report.Checked.Redemptions:N0} "
            + $"redemptions verified in {report.Took.TotalSeconds:F1} s: {report.FindingsInAll:N0} findings",
    ];
}

/// <summary>Runs the verifier on a connection, as of an instant.</summary>
internal delegate VerificationReport VerifierRun(DbConnection connection, DateTimeOffset now);
