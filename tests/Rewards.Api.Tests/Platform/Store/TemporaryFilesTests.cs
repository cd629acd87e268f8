using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Tests.Platform.Store;

public sealed class TemporaryFilesTests
{
    /// <summary>A container with a read-only root has no place for them: the statement would fail.</summary>
    [Fact]
    public void SQLite_keeps_what_is_temporary_in_memory_on_every_connection()
    {
        var folder = Directory.CreateTempSubdirectory("rewards-temporary-");
        var database = Database.Of($"Data Source={Path.Combine(folder.FullName, "rewards.db")}");
        using (var writing = database.OpenForWriting())
        using (var reading = database.OpenForReading())
        using (var verifying = database.OpenReadConnection())
        {
            Assert.All(
                [writing.Database.GetDbConnection(), reading.Database.GetDbConnection(), verifying],
                connection => Assert.Equal("2", Ask(connection, "PRAGMA temp_store")));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static string Ask(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }
}
