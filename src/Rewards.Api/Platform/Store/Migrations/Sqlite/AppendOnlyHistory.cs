using Microsoft.EntityFrameworkCore.Migrations;

namespace Rewards.Api.Platform.Store.Migrations.Sqlite;

/// <summary>The database itself refuses to change or delete what is history: what no model can say.</summary>
internal static class AppendOnlyHistory
{
    private static readonly string[] History = ["entry", "audit"];

    private static readonly string[] Acts = ["update", "delete"];

    // INSERT OR REPLACE deletes the row that is there without asking the triggers that refuse a DELETE.
    private static readonly (string Table, string IsThere)[] Keys =
    [
        ("entry", "SELECT 1 FROM entry WHERE member_id = NEW.member_id AND seq = NEW.seq"),
        ("audit", "SELECT 1 FROM audit WHERE id = NEW.id"),
    ];

    public static void Guard(MigrationBuilder migrationBuilder)
    {
        foreach (var table in History)
        {
            foreach (var act in Acts)
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER {table}_refuses_{act} BEFORE {act} ON {table} "
                    + $"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END;");
            }
        }

        foreach (var (table, isThere) in Keys)
        {
            migrationBuilder.Sql(
                $"CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table} WHEN EXISTS ({isThere}) "
                + $"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END;");
        }
    }
}
