using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I13: an adjustment that moved points was either within what one person may do alone on a day, or decided by another
/// person than asked for it; and who did what is in the audit.
/// </summary>
internal static class ApprovalChecks
{
    private static readonly (string Check, string Sentence, string Sql)[] OfTheAudit =
    [
        (
            "request_audited",
            "nothing in the audit says that it was asked for",
            """
            SELECT member_id, id FROM adjustment WHERE NOT EXISTS (
                SELECT 1 FROM audit WHERE audit.target = adjustment.id AND audit.actor = adjustment.requested_by)
            """),
        (
            "decision_audited",
            "nothing in the audit says that it was decided",
            """
            SELECT member_id, id FROM adjustment WHERE decided_by IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM audit WHERE audit.target = adjustment.id AND audit.actor = adjustment.decided_by
                    AND audit.action = 'adjustment.' || adjustment.status)
            """),
        (
            "adjustment_index",
            "adjustment_index does not lead to it",
            """
            SELECT member_id, id FROM adjustment WHERE NOT EXISTS (
                SELECT 1 FROM adjustment_index AS found
                WHERE found."key" = adjustment.id AND found.member_id = adjustment.member_id)
            """),
    ];

    private const string OperatorDays = """
        SELECT operator_day AS name, SUM(taken) AS taken, SUM(most) AS most, SUM(posted) AS posted FROM (
            SELECT operator_day, 0 AS taken, 0 AS most, ABS(points) AS posted FROM adjustment
                WHERE operator_day IS NOT NULL
            UNION ALL
            SELECT "key", taken, most, 0 FROM operator_day) AS both_sides
        GROUP BY operator_day
        HAVING SUM(taken) <> SUM(posted) OR SUM(taken) > SUM(most)
        """;

    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        _ = replay;
        foreach (var adjustment in member.Adjustments)
        {
            CheckPersons(adjustment, examination);
        }

        var alone = member.Adjustments
            .Where(adjustment => adjustment.OperatorDay is not null)
            .GroupBy(adjustment => adjustment.OperatorDay);
        foreach (var day in alone)
        {
            CheckSum([.. day], member, examination);
        }
    }

    public static void Check(Snapshot snapshot, Findings findings)
    {
        foreach (var (check, sentence, sql) in OfTheAudit)
        {
            foreach (var (memberId, id) in snapshot.Read(sql, row => (row.Shown(0), row.Shown(1))))
            {
                findings.Add(Invariant.TwoPersons, check, (memberId, $"adjustment {id}"), $"{sentence}.");
            }
        }

        var days = snapshot.Read(OperatorDays, row =>
            (Name: row.Shown(0), Taken: row.Shown(1), Most: row.Shown(2), Posted: row.Shown(3)));
        foreach (var (name, taken, most, posted) in days)
        {
            findings.Add(
                Invariant.TwoPersons,
                "operator_day",
                (null, $"operator_day {name}"),
                $"{taken} of at most {most} points taken, {posted} posted alone.");
        }
    }

    private static void CheckPersons(StoredAdjustment adjustment, Examination examination)
    {
        var isPosted = adjustment.Status == StoredAdjustment.Posted;
        if (isPosted && (adjustment.OperatorDay is null) == (adjustment.DecidedBy is null))
        {
            examination.Found(
                Invariant.TwoPersons, "posted_by", adjustment, $"posted neither alone nor by a second person, or both.");
        }

        if (isPosted && adjustment.DecidedBy == adjustment.RequestedBy)
        {
            examination.Found(Invariant.TwoPersons, "two_persons", adjustment, $"approved by who asked for it.");
        }
    }

    /// <summary>By the rules under which the last of them was posted.</summary>
    private static void CheckSum(
        IReadOnlyList<StoredAdjustment> alone, MemberRows member, Examination examination)
    {
        var last = alone.MaxBy(adjustment => adjustment.Id)!;
        var version = member.EntriesByReference[last.Id].FirstOrDefault()?.ProgrammeVersion;
        var (sum, most) = (
            alone.Sum(adjustment => Math.Abs(adjustment.Points)),
            version is { } known ? examination.Rules.Of(known).AdjustedAlone : long.MaxValue);
        if (sum > most)
        {
            examination.Found(
                Invariant.TwoPersons,
                "adjusted_alone",
                last,
                $"{sum} points on '{last.OperatorDay}' without a second person, at most {most} may be.");
        }
    }
}
