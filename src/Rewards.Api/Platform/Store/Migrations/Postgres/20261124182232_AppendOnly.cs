using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rewards.Api.Platform.Store.Migrations.Postgres
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
            migrationBuilder.Sql(
                "CREATE FUNCTION refuse_to_change_history() RETURNS trigger LANGUAGE plpgsql AS $$ "
                + "BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END $$;");
            foreach (var table in History)
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table} "
                    + "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_history();");
                migrationBuilder.Sql(
                    $"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
                    + "FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history();");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in History)
            {
                migrationBuilder.Sql($"DROP TRIGGER {table}_refuses_truncate ON {table};");
                migrationBuilder.Sql($"DROP TRIGGER {table}_refuses_change ON {table};");
            }

            migrationBuilder.Sql("DROP FUNCTION refuse_to_change_history();");
        }
    }
}
