using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Rewards.Api.Platform.Store;

/// <summary>Brings the schema up to this program's version. Forward only.</summary>
internal static class Migrating
{
    private static readonly TimeSpan MayTake = TimeSpan.FromMinutes(10);

    /// <returns>The migrations that were applied.</returns>
    /// <exception cref="StartException">The database was made by a newer program.</exception>
    public static IReadOnlyList<string> Migrate(RewardsDb db)
    {
        RefuseUnknown(db);
        var pending = db.Database.GetPendingMigrations().ToList();
        if (pending.Count > 0)
        {
            DropStaleLock(db);
            db.Database.SetCommandTimeout(MayTake);
            db.Database.Migrate();
        }

        return pending;
    }

    /// <summary>What this program does not know it neither reads nor writes: it would be wrong about both.</summary>
    /// <exception cref="StartException">The database was made by a newer program.</exception>
    public static void RefuseUnknown(RewardsDb db)
    {
        var known = db.Database.GetMigrations().ToList();
        var unknown = db.Database.GetAppliedMigrations().FirstOrDefault(migration => !known.Contains(migration));
        if (unknown is not null)
        {
            // Their names begin with the time at which they were made.
            throw new StartException(string.CompareOrdinal(unknown, known[0]) < 0
                ? $"The database has the schema {unknown} of a version before the first release, which this program "
                    + "can't bring up to date: name a new database in ConnectionStrings:Rewards."
                : $"The database has the newer schema {unknown}: start the program that made it, or a newer one.");
        }
    }

    /// <summary>
    /// On SQLite a migration that was killed leaves its lock behind. Nobody else migrates while we prepare.
    /// </summary>
    private static void DropStaleLock(RewardsDb db)
    {
        if (db.GetService<IHistoryRepository>().Exists())
        {
            db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        }
    }
}
