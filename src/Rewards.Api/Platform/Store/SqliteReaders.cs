using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// Contexts for reading that rest with their connection open. Opening and closing, SQLite's driver sets up and clears a
/// dozen functions, which takes longer than most queries; EF Core's own pool of contexts closes it each time.
/// </summary>
internal sealed class SqliteReaders(DbContextOptions<SqliteRewardsDb> options)
{
    /// <summary>Who comes when all are in use opens one more, which is closed after use.</summary>
    private const int MostResting = 32;

    private readonly ConcurrentDictionary<SqliteRewardsDb, bool> inUse = [];
    private readonly ConcurrentBag<SqliteRewardsDb> resting = [];

    public RewardsDb Open()
    {
        if (!resting.TryTake(out var reader))
        {
            reader = new SqliteRewardsDb(options) { TryRest = TryRest };
            reader.Database.OpenConnection();
            SqliteDatabase.KeepTemporaryInMemory((SqliteConnection)reader.Database.GetDbConnection());
        }

        inUse[reader] = true;
        return reader;
    }

    /// <summary>
    /// Nothing is tracked, so nothing of one reader is left to the next. Who disposes twice gives it back once.
    /// </summary>
    private bool TryRest(SqliteRewardsDb reader)
    {
        if (!inUse.TryRemove(reader, out _))
        {
            return true;
        }

        if (reader.Database.CurrentTransaction is not null || resting.Count >= MostResting)
        {
            return false;
        }

        reader.Database.SetCommandTimeout((int?)null);
        resting.Add(reader);
        return true;
    }
}
