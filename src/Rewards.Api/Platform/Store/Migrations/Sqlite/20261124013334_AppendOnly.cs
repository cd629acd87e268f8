using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Sqlite
{
    /// <summary>
    /// Written by hand, the one exception: the database itself refuses to change or delete what is history.
    /// </summary>
    public partial class AppendOnly : Migration
    {
        private static readonly string[] History = { "entry", "audit" };

        // INSERT OR REPLACE deletes the row that is there without asking the triggers that refuse a DELETE.
        private static readonly (string Table, string IsThere)[] Keys =
        {
            ("entry", "SELECT 1 FROM entry WHERE member_id = NEW.member_id AND seq = NEW.seq"),
            ("audit", "SELECT 1 FROM audit WHERE id = NEW.id"),
        };

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in History)
            {
                foreach (var act in new[] { "UPDATE", "DELETE" })
                {
                    migrationBuilder.Sql(
                        $"CREATE TRIGGER {table}_refuses_{act.ToLowerInvariant()} BEFORE {act} ON {table} "
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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in History)
            {
                foreach (var act in new[] { "update", "delete", "replace" })
                {
                    migrationBuilder.Sql($"DROP TRIGGER {table}_refuses_{act};");
                }
            }
        }
    }
}
