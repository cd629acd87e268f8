using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I5: a redemption, a refund or an order is there because one request was answered with it, and each such answer has its effect.
/// I14 for the rows beside: they would never be purged.
/// </summary>
internal static class AnswerChecks
{
    /// <summary>Answers are kept 400 days; a day less, so that a purge under way is no finding.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(399);

    /// <summary>A member code lives 60 seconds, and two nodes may be 5 seconds each from the database's clock.</summary>
    private static readonly TimeSpan CodesLive = TimeSpan.FromSeconds(70);

    // An answer names the redemption in its location, also when it is a refund's. Old effects may have lost theirs.
    private const string Unequal = """
        SELECT location, SUM(is_effect) AS effects, SUM(is_answer) AS answers
        FROM (
            SELECT '/v1/redemptions/' || id AS location, 1 AS is_effect, 0 AS is_answer,
                CASE WHEN held_at >= @since THEN 1 ELSE 0 END AS is_recent
            FROM redemption
            WHERE order_id IS NULL
            UNION ALL
            SELECT '/v1/redemptions/' || redemption_id, 1, 0, 0 FROM refund
            WHERE NOT EXISTS (
                SELECT 1 FROM redemption
                WHERE redemption.member_id = refund.member_id AND redemption.id = refund.redemption_id
                    AND redemption.order_id IS NOT NULL)
            UNION ALL
            SELECT '/v1/member/orders/' || id, 1, 0, CASE WHEN created_at >= @since THEN 1 ELSE 0 END
            FROM member_order
            UNION ALL
            SELECT location, 0, 1, 0 FROM idempotency
            WHERE status = 201 AND (location LIKE '/v1/redemptions/%' OR location LIKE '/v1/member/orders/%')) AS both_sides
        GROUP BY location
        HAVING SUM(is_answer) > SUM(is_effect) OR (MAX(is_recent) = 1 AND SUM(is_answer) < SUM(is_effect))
        """;

    private const string FromTheFuture = """
        SELECT 'idempotency' AS name, COUNT(*) AS found FROM idempotency WHERE created_at > @now
        UNION ALL
        SELECT 'used_code', COUNT(*) FROM used_code WHERE used_at > @now
        UNION ALL
        SELECT 'refused_code', COUNT(*) FROM refused_code WHERE at > @now
        UNION ALL
        SELECT 'typed_code', COUNT(*) FROM typed_code WHERE expires_at > @last_end
        """;

    public static void Check(Snapshot snapshot, Examination examination)
    {
        var since = snapshot.Parameter(examination.Now - Kept);
        foreach (var (location, effects, answers) in snapshot.Read(Unequal, ReadUnequal, ("@since", since)))
        {
            examination.Findings.Add(
                Invariant.OneEffect,
                "answers_and_effects",
                (null, location ?? ""),
                $"{effects} effects (the redemption and its refunds) have {answers} stored answers.");
        }

        var now = snapshot.Parameter(examination.Latest);
        var lastEnd = snapshot.Parameter(examination.Latest + CodesLive);
        var ahead = snapshot.Read(FromTheFuture, ReadCount, ("@now", now), ("@last_end", lastEnd))
            .Where(table => table.Rows > 0);
        foreach (var (table, rows) in ahead)
        {
            examination.Findings.Add(
                Invariant.Time, "not_in_future", (null, table), $"{rows} rows are dated after {examination.Now:O}.");
        }
    }

    private static (string? Location, long Effects, long Answers) ReadUnequal(Row row) =>
        (row.Shown(0), row.Whole("effects"), row.Whole("answers"));

    private static (string Table, long Rows) ReadCount(Row row) => (row.Text("name"), row.Whole("found"));
}
