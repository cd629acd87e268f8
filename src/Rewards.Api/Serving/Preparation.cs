using Rewards.Api.Culture.Seeding;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.Sandbox;

namespace Rewards.Api.Serving;

/// <summary>
/// Makes the database ready before the first request: schema, secrets, and seeds where there are none yet.
/// </summary>
internal static class Preparation
{
    /// <exception cref="StartException">A reason not to serve.</exception>
    public static void Prepare(IServiceProvider services)
    {
        var (database, sandbox) =
            (services.GetRequiredService<Database>(), services.GetRequiredService<SandboxSetup>());
        using (database.LockForPreparing())
        using (var db = database.OpenForWriting())
        {
            Migrating.Migrate(db);
            CopyMarker.RefuseUnfinished(db, database);
            using var transaction = db.Database.BeginTransaction();
            sandbox.MarkIfEmpty(db);
            SeedIfEmpty(db, services.GetRequiredService<Clock>());
            db.SaveChanges();
            sandbox.Prepare(db);
            services.GetRequiredService<SealingSetup>().Prepare(db);
            db.SaveChanges();
            transaction.Commit();
        }

        services.GetRequiredService<ReferenceData>().Refresh();
    }

    private static void SeedIfEmpty(RewardsDb db, Clock clock)
    {
        if (!db.ProgrammeVersions.Any())
        {
            Seeds.Apply(db, SeedFiles.Read(SeedFiles.DefaultFolder), clock.GetUtcNow());
            db.SaveChanges();
            SupplySeeds.Apply(db, SupplySeedFiles.Read(SeedFiles.DefaultFolder), clock.GetUtcNow());
        }
    }
}
