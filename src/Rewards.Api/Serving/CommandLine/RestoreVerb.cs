using System.CommandLine;
using Rewards.Api.Platform;
using Rewards.Api.Platform.BackingUp;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>db restore</c>.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "A copy that 'rewards db backup' made, with its manifest beside it.",
        };
        var restore = new Command(
            "restore", "Put a backup in the place of the database, once it is verified; the service must be stopped.")
        {
            file,
            json,
        };
        restore.SetAction((parsed, cancellationToken) => Task.Run(
            () => Restore(parsed, parsed.GetValue(file)!, parsed.GetValue(json), cancellationToken),
            cancellationToken));
        return restore;
    }

    private static int Restore(ParseResult parsed, FileInfo backup, bool asJson, CancellationToken cancellationToken)
    {
        using var app = Terminal.Services(parsed);
        var (database, clock) = (app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<Clock>());
        using var restore = DatabaseRestore.Begin(database, backup);

        // The bytes that will be in use, not those they were copied from.
        var found = Verification.OfBackup(restore.Copy, backup, clock, VerifyVerb.Runner(asJson, cancellationToken));
        if (found.IsGood)
        {
            restore.PutInPlace();
            Terminal.Warn(SealNotice.For(app.Services, database));
        }

        Terminal.Answer(
            asJson,
            new { Database = database.Name, Restored = found.IsGood, restore.KeptAside, Verification = found },
            [.. found.Describe(), found.IsGood ? Describe(database, restore) : $"{database.Name} was left as it is"]);
        return found.IsGood ? ExitCodes.Done : ExitCodes.Found;
    }

    private static string Describe(Database database, DatabaseRestore restore) => restore.KeptAside is { } aside
        ? $"{database.Name} is restored; what it was is kept in {aside}"
        : $"{database.Name} is restored";
}
