using Rewards.Api.Ledger.Verifying;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>
/// Every column of the ledger's tables is looked at, or is in the list of those that say nothing about points.
/// </summary>
public sealed class ColumnTests(SampleLedger sample) : IClassFixture<SampleLedger>
{
    // A row of each table, in the midst of things.
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["account"] = "member_id = '{anna}'",
        ["adjustment"] = "points = 1500",
        ["adjustment_index"] = "member_id = '{friend2}'",
        ["check_in"] = "date = '2026-11-25'",
        ["entry"] = "reference = '{part}' AND kind = 'capture'",
        ["invitation"] = "friend_id = '{friend1}'",
        ["invite_code"] = "member_id = '{anna}'",
        ["member"] = "member_id = '{friend1}'",
        ["member_order"] = "id = '{order}'",
        ["operator_day"] = "taken = 1000",
        ["order_index"] = "\"key\" = '{order}'",
        ["order_number"] = "redemption_id = '{part}'",
        ["redemption"] = "id = '{part}'",
        ["redemption_index"] = "\"key\" = '{part}'",
        ["refund"] = "redemption_id = '{partly_refunded}'",
        ["ticket_code"] = "ticket_id = (SELECT MIN(ticket_id) FROM ticket_code WHERE order_id = '{order}')",
        ["wechat_identity"] = "member_id = '{anna}'",
    };

    // Names, pictures, reasons, actors and notes; what a till says about itself; ids that nothing refers to; instants
    // that no other row repeats; the writer's own version token.
    private static readonly string[] NotChecked =
    [
        "account.version",
        "adjustment.asked", "adjustment.decision_reason", "adjustment.note", "adjustment.reason_code",
        "adjustment.requested_at",
        "entry.actor", "entry.id", "entry.note",
        "invitation.friend_name", "invitation.registered_at",
        "member.display_name", "member.picture_url",
        "member_order.eligibility", "member_order.reason", "member_order.title", "member_order.venue_id",
        "operator_day.most",
        "redemption.cashier", "redemption.metadata", "redemption.store", "redemption.terminal",
        "refund.id", "refund.reason",
        "ticket_code.key", "ticket_code.ticket_id",
        "wechat_identity.key",
    ];

    [Fact]
    public void A_change_of_any_column_is_found()
    {
        var unseen = Columns().Where(column => IsUnseen(column, ValueFor(column)));

        Assert.Equal(NotChecked, unseen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("'garbage'")]
    [InlineData("X'FF00'")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("1e300")]
    [InlineData("'9999-12-31'")]
    [InlineData("'[]'")]
    public void Nonsense_in_any_column_is_survived(string nonsense)
    {
        // One column of each table at a time: what it takes down is to be survived, not to be told apart.
        var together = Columns()
            .GroupBy(column => column.Split('.')[0])
            .SelectMany(table => table.Index())
            .GroupBy(column => column.Index, column => column.Item);

        Assert.All(together, columns => Verify(columns.Select(column => (column, nonsense))));
    }

    private static string ValueFor(string column) => column.Split('.')[1] switch
    {
        "lots" => "replace(lots, 'adjustment/2027', 'adjustment/2028')",
        "holds" or "slices" or "spent" or "items" or "limits" => column.Split('.')[1] + " || ' ]'",
        "at" or "next_due" => "'2026-11-22 01:02:03'",
        var name when name.EndsWith("_at", StringComparison.Ordinal) => "'2026-11-22 01:02:03'",
        "date" or "business_date" or "credited_month" or "checked_in_on" => "'2026-10-01'",
        var name =>
            $"CASE typeof(\"{name}\") WHEN 'integer' THEN \"{name}\" + 1000 ELSE coalesce(\"{name}\", '') || 'x' END",
    };

    private List<string> Columns()
    {
        using var connection = sample.Town.Read();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT m.name || '.' || c.name, m.name
            FROM sqlite_master AS m, pragma_table_info(m.name) AS c
            WHERE m.type = 'table' ORDER BY 1
            """;
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
        {
            if (Rows.ContainsKey(reader.GetString(1)))
            {
                columns.Add(reader.GetString(0));
            }
        }

        return columns;
    }

    private bool IsUnseen(string column, string value) => Verify([(column, value)]) == 0;

    /// <returns>How many findings there are.</returns>
    private long Verify(IEnumerable<(string Column, string Value)> damages)
    {
        using var copy = sample.Town.Copy();
        foreach (var (column, value) in damages)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            Damage.Do(copy, sample.WithIds($"UPDATE {table} SET \"{name}\" = {value} WHERE {Rows[table]}"));
        }

        var now = sample.Town.Clock.GetUtcNow();
        return LedgerVerifier.Verify(copy, now, null, TestContext.Current.CancellationToken).FindingsInAll;
    }
}
