using Microsoft.Extensions.Options;
using Rewards.Api.Culture.Seeding;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Ledger.Scheduling;
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
            SeedIfEmpty(db, services);
            db.SaveChanges();
            sandbox.Prepare(db);
            services.GetRequiredService<SealingSetup>().Prepare(db);
            db.SaveChanges();
            transaction.Commit();
        }

        services.GetRequiredService<ReferenceData>().Refresh();
    }

    /// <summary>
    /// With slots for tonight, so that whoever looks first finds something. Where this node runs no jobs, one that does
    /// makes them.
    /// </summary>
    private static void SeedIfEmpty(RewardsDb db, IServiceProvider services)
    {
        if (db.ProgrammeVersions.Any())
        {
            return;
        }

        var (now, seeds) = (services.GetRequiredService<Clock>().GetUtcNow(), SeedFiles.Read(SeedFiles.DefaultFolder));
        Seeds.Apply(db, seeds, now);
        db.SaveChanges();
        SupplySeeds.Apply(db, SupplySeedFiles.Read(SeedFiles.DefaultFolder), now);
        if (services.GetRequiredService<IOptions<SchedulingOptions>>().Value.Enabled)
        {
            db.SaveChanges();
            SupplySeeds.MakeSlots(db, seeds.Programme.Calendar, now);
        }
    }
}
