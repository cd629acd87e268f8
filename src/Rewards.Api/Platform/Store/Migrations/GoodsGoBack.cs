using Microsoft.EntityFrameworkCore.Migrations;

namespace Rewards.Api.Platform.Store.Migrations;

/// <summary>
/// Goods that were ordered before it was noted when they go back do so like all others: no model can say that. Paid day
/// tickets could not be ordered before.
/// </summary>
internal static class GoodsGoBack
{
    /// <summary>The same on both engines; a second time changes nothing.</summary>
    internal static readonly string[] Statements =
    [
        "UPDATE member_order SET goes_back_at = valid_until WHERE slot_id IS NULL",
        "UPDATE member_order SET give_back_at = goes_back_at WHERE slot_id IS NULL AND tickets LIKE '%\"status\":\"valid\"%'",
    ];

    public static void Fill(MigrationBuilder migrationBuilder)
    {
        foreach (var statement in Statements)
        {
            migrationBuilder.Sql(statement);
        }
    }
}
