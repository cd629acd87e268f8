using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Store.Migrations.Sqlite
{
    /// <summary>
    /// Written by hand, the one exception: the database itself refuses to change or delete what is history.
    /// </summary>
    public partial class AppendOnly : Migration
    {
        private static readonly string[] History = { "entry", "audit" };

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in History)
            {
                foreach (var act in new[] { "update", "delete" })
                {
                    migrationBuilder.Sql($"DROP TRIGGER {table}_refuses_{act};");
                }
            }
        }
    }
}
