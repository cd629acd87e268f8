using System.Data.Common;
using System.Diagnostics;
using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// Checks the whole ledger against its invariants, with SQL and sums of its own: it shares no code with what wrote the
/// rows, so that a mistake there can't hide here. It sees one moment of the database, blocks nobody, and holds only a
/// small range of members in memory.
/// </summary>
public static class LedgerVerifier
{
    /// <summary>Reads everything; a damaged row is a finding, not an exception.</summary>
    /// <param name="connection">Open, best for reading only. Nothing else may use it meanwhile.</param>
    /// <param name="now">The service's clock (UTC), read just before: nothing may be dated later.</param>
    /// <param name="progress">Told after every range of members; null: nobody asks.</param>
    /// <param name="cancellationToken">Ends it between two rows.</param>
    /// <exception cref="OperationCanceledException">It was asked to end.</exception>
    /// <exception cref="DbException">The database can't be read.</exception>
    public static VerificationReport Verify(
        DbConnection connection,
        DateTimeOffset now,
        IProgress<VerificationProgress>? progress,
        CancellationToken cancellationToken)
    {
        var (watch, findings, verified) = (Stopwatch.StartNew(), new Findings(), new Verified());
        using (var snapshot = new Snapshot(connection, findings, cancellationToken))
        {
            // What was written between the caller's look at the clock and the snapshot is no news from the future.
            var taken = now + watch.Elapsed;
            if (Rulebook.Read(snapshot, findings) is { } rules)
            {
                var examination = new Examination(rules, taken, findings) { Limits = OfferLimits.Read(snapshot) };
                CheckMembers(snapshot, examination, verified, progress);
                AgreementChecks.Check(snapshot, findings);
                ApprovalChecks.Check(snapshot, findings);
                AnswerChecks.Check(snapshot, examination);
                PlaceChecks.Check(snapshot, examination);
                examination.Totals.Check(findings);
            }
            else
            {
                findings.Add(
                    Invariant.Expiry,
                    "programme_missing",
                    (null, "programme_version"),
                    $"1 readable version expected, 0 found.");
            }
        }

        return new VerificationReport
        {
            StartedAt = now,
            Took = watch.Elapsed,
            Checked = verified.Counts,
            Findings = findings.Kept,
            FindingsInAll = findings.Count,
        };
    }

    private static void CheckMembers(
        Snapshot snapshot, Examination examination, Verified verified, IProgress<VerificationProgress>? progress)
    {
        foreach (var range in MemberRange.All(snapshot))
        {
            foreach (var member in MemberRows.In(range, snapshot))
            {
                MemberChecks.Check(member, examination);
                verified.Add(member);
            }

            progress?.Report(new VerificationProgress(verified.Members, snapshot.AccountsInAll, verified.Entries));
        }
    }
}
