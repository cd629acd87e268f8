using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I5 and I6 across members: what must be unique or found lives in narrow tables of its own, and these agree with the
/// rows that they stand for, one to one. Each pair is compared by one sorted query, so that no engine needs an index,
/// and nothing is kept in memory.
/// </summary>
internal static class AgreementChecks
{
    private static readonly Agreement[] All =
    [
        new(
            Invariant.OneEffect,
            "redemption_index",
            "SELECT id AS name, member_id, merchant_id AS detail FROM redemption",
            "SELECT \"key\", member_id, merchant_id FROM redemption_index"),
        new(
            Invariant.OneEffect,
            "order_number",
            "SELECT merchant_id || '/' || order_no AS name, member_id, id AS detail FROM redemption",
            "SELECT \"key\", member_id, redemption_id FROM order_number"),
        new(
            Invariant.OneEffect,
            "order_index",
            "SELECT id AS name, member_id, merchant_id || '/' || offer_id || '/' || COALESCE(slot_id, '') AS detail FROM member_order",
            "SELECT \"key\", member_id, merchant_id || '/' || offer_id || '/' || COALESCE(slot_id, '') FROM order_index"),
        new(
            Invariant.OneEffect,
            "ticket_code",
            """
            SELECT id AS name, member_id, CAST(quantity AS TEXT) || '/' || merchant_id || '/' || COALESCE(slot_id, '') AS detail
            FROM member_order
            """,
            """
            SELECT order_id, member_id, CAST(COUNT(*) AS TEXT) || '/' || merchant_id || '/' || COALESCE(slot_id, '')
            FROM ticket_code GROUP BY order_id, member_id, merchant_id, slot_id
            """),
        new(
            Invariant.OnceOnly,
            "wechat_identity",
            "SELECT member_id AS name, member_id, '' AS detail FROM member",
            // One each; several for who is known by a union id, which joins them.
            """
            SELECT member_id, member_id, '' FROM wechat_identity
            WHERE member_id NOT IN (SELECT member_id FROM wechat_identity WHERE "key" LIKE 'union/%')
            UNION ALL
            SELECT DISTINCT member_id, member_id, '' FROM wechat_identity
            WHERE member_id IN (SELECT member_id FROM wechat_identity WHERE "key" LIKE 'union/%')
            """),
        new(
            Invariant.OnceOnly,
            "invite_code",
            "SELECT invite_code AS name, member_id, '' AS detail FROM member",
            "SELECT \"key\", member_id, '' FROM invite_code"),
        new(
            Invariant.OnceOnly,
            "invitation",
            "SELECT member_id AS name, invited_by AS member_id, '' AS detail FROM member WHERE invited_by IS NOT NULL",
            "SELECT friend_id, member_id, '' FROM invitation"),
    ];

    public static void Check(Snapshot snapshot, Findings findings)
    {
        foreach (var agreement in All)
        {
            foreach (var (name, memberId, rows, entries) in snapshot.Read(agreement.Sql, Read))
            {
                findings.Add(
                    agreement.Invariant,
                    agreement.Check,
                    (memberId, $"{agreement.Check} {name}"),
                    $"1 row and 1 in {agreement.Check} expected, {rows} and {entries} found.");
            }
        }
    }

    private static (string? Name, string? MemberId, long Rows, long Entries) Read(Row row) =>
        (row.Shown(0), row.Shown(1), row.Whole("found_rows"), row.Whole("found_entries"));

    /// <param name="Invariant">Which.</param>
    /// <param name="Check">Its name: that of the narrow table.</param>
    /// <param name="Rows">What there is.</param>
    /// <param name="Entries">What the narrow table says about it.</param>
    private sealed record Agreement(string Invariant, string Check, string Rows, string Entries)
    {
        public string Sql => $"""
            SELECT name, member_id, SUM(is_row) AS found_rows, SUM(is_entry) AS found_entries
            FROM (
                SELECT sides.*, 1 AS is_row, 0 AS is_entry FROM ({Rows}) AS sides
                UNION ALL
                SELECT sides.*, 0, 1 FROM ({Entries}) AS sides) AS both_sides
            GROUP BY name, member_id, detail
            HAVING SUM(is_row) <> 1 OR SUM(is_entry) <> 1
            """;
    }
}
