using System.CommandLine;
using Rewards.Api.Culture.Seeding;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Serving.Sandbox;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>seed apply</c>.</summary>
internal static class SeedVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and change nothing." };
        var folder = new Option<string?>("--folder")
        {
            Description = "Where programme.json, merchants.json, venues.json and offers.json are; the ones shipped with the program if left out.",
        };
        var apply = new Command("apply", "Bring programme, merchants, venues and offers into the database. Twice changes nothing.")
        {
            dryRun,
            folder,
            json,
        };
        apply.SetAction(parsed =>
        {
            var isDryRun = parsed.GetValue(dryRun);
            var changes = Apply(parsed, parsed.GetValue(folder) ?? SeedFiles.DefaultFolder, isDryRun);
            Terminal.Answer(
                parsed.GetValue(json), new { DryRun = isDryRun, Changes = changes }, Describe(changes, isDryRun));
            return ExitCodes.Done;
        });
        return new Command("seed", "A city's programme, first merchants and first offers.") { apply };
    }

    private static IEnumerable<string> Describe(IReadOnlyList<SeedChange> changes, bool isDryRun) =>
    [
        .. changes.SelectMany(change => change.Differences
            .Select(difference => $"{"",-9}   {difference}")
            .Prepend($"{change.Change,-9} {change.What}")),
        .. isDryRun ? [Conclusion(changes)] : Array.Empty<string>(),
    ];

    private static string Conclusion(IReadOnlyList<SeedChange> changes) => changes.Any(change => change.IsChange)
        ? "Dry run: nothing was changed."
        : "Nothing differs.";

    private static IReadOnlyList<SeedChange> Apply(ParseResult parsed, string folder, bool isDryRun)
    {
        var (seeds, supply) = (SeedFiles.Read(folder), SupplySeedFiles.Read(folder));
        using var app = Terminal.Services(parsed);
        using var db = Terminal.OpenForWriting(app.Services);
        using var transaction = db.Database.BeginTransaction();
        var clock = app.Services.GetRequiredService<Clock>();
        clock.Offset = ReferenceSnapshot.OffsetOf(db);
        app.Services.GetRequiredService<SandboxSetup>().MarkIfEmpty(db);
        var changes = Seeds.Apply(db, seeds, clock.GetUtcNow());

        // Undone with the transaction, if this is a dry run: offers need their merchants.
        db.SaveChanges();
        changes = [.. changes, .. SupplySeeds.Apply(db, supply, clock.GetUtcNow())];
        if (!isDryRun)
        {
            db.SaveChanges();
            transaction.Commit();
        }

        return changes;
    }
}
