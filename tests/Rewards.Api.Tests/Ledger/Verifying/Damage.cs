using Microsoft.Data.Sqlite;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>Changes a database by hand, past its own guards.</summary>
internal static class Damage
{
    /// <summary>Fails when no row is there to be damaged.</summary>
    public static void Do(SqliteConnection connection, string sql)
    {
        Execute(connection, "PRAGMA ignore_check_constraints = ON");
        foreach (var trigger in TriggersIn(connection))
        {
            Execute(connection, $"DROP TRIGGER IF EXISTS \"{trigger}\"");
        }

        Assert.True(Execute(connection, sql) > 0, "The damage did not touch a row.");
    }

    public static int Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static List<string> TriggersIn(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
