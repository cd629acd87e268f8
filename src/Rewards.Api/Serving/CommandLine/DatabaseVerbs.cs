using System.CommandLine;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Platform;
using Rewards.Api.Platform.BackingUp;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>db migrate</c>, <c>db backup</c>, <c>db restore</c> and <c>db copy</c>.</summary>
internal static class DatabaseVerbs
{
    public static Command Create() =>
        new("db", "Look after the database.") { Migrate(), Backup(), RestoreVerb.Create(), CopyVerb.Create() };

    private static Command Migrate()
    {
        var json = Terminal.JsonOption();
        var migrate = new Command("migrate", "Create the database, or bring its schema up to date.") { json };
        migrate.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var database = app.Services.GetRequiredService<Database>();
            using var databaseLock = database.LockForServing();
            using var preparing = database.LockForPreparing();
            using var db = database.OpenForWriting();
            var applied = Migrating.Migrate(db);
            CopyMarker.RefuseUnfinished(db, database);
            Terminal.Answer(
                parsed.GetValue(json),
                new { Database = database.Name, Applied = applied },
                applied.Count == 0 ? [$"{database.Name} is up to date."] : applied.Select(name => "applied " + name));
            return ExitCodes.Done;
        });
        return migrate;
    }

    private static Command Backup()
    {
        var json = Terminal.JsonOption();
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "Where to write the copy; FILE.manifest.json goes beside it.",
        };
        var backup = new Command("backup", "Copy the database while the service runs.") { file, json };
        backup.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var (database, clock) = (Terminal.Existing(app.Services), app.Services.GetRequiredService<Clock>());
            using (var db = database.OpenForReading())
            {
                clock.Offset = ReferenceSnapshot.OffsetOf(db);
            }

            var manifest = DatabaseBackup.Write(database, parsed.GetValue(file)!, clock);
            Terminal.Warn(SealNotice.For(app.Services, database));
            Terminal.Answer(parsed.GetValue(json), manifest, manifest.Describe());
            return ExitCodes.Done;
        });
        return backup;
    }
}
