using Microsoft.EntityFrameworkCore.Migrations;

namespace Rewards.Api.Platform.Store.Migrations.Postgres;

/// <summary>The database itself refuses to change or delete what is history: what no model can say.</summary>
internal static class AppendOnlyHistory
{
    private static readonly string[] History = ["entry", "audit"];

    public static void Guard(MigrationBuilder migrationBuilder)
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
}
