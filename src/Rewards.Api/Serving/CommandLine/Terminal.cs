using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>
/// What the verbs share: the service's own settings, an answer for people or machines, and an exit code.
/// </summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    /// <summary>For machines: one JSON document on standard output, nothing else.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Answer in JSON, for machines." };

    /// <summary>The services as <c>serve</c> would have them, without serving.</summary>
    public static WebApplication Services(ParseResult parsed) => Service.BuildSilent([.. parsed.UnmatchedTokens]);

    /// <summary>Opens an existing database beside a running service.</summary>
    /// <exception cref="StartException">There is none.</exception>
    public static RewardsDb OpenForWriting(IServiceProvider services)
    {
        var database = Existing(services);
        var db = database.OpenForWriting();
        CopyMarker.RefuseUnfinished(db, database);
        return db;
    }

    /// <exception cref="StartException">There is none, or a newer program made it.</exception>
    public static Database Existing(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        if (!database.Exists)
        {
            throw new StartException(
                $"There is no database {database.Name} yet: run 'rewards db migrate' or 'rewards serve' first.");
        }

        using var db = database.OpenForReading();
        Migrating.RefuseUnknown(db);
        return database;
    }

    /// <summary>
    /// Changes merchants, keys and the like beside a running service, which hears of it within a second.
    /// </summary>
    /// <param name="services">The service's.</param>
    /// <param name="edit">
    /// Stages the change and says what it was; null for the act: there was nothing to change.
    /// </param>
    /// <exception cref="StartException">There is no database, or the change is refused.</exception>
    public static T Edit<T>(
        IServiceProvider services, Func<RewardsDb, DateTimeOffset, (Outcome<T> Result, Act? Act)> edit)
    {
        using var db = OpenForWriting(services);
        using var transaction = db.Database.BeginTransaction();
        var now = ClockOf(services, db).GetUtcNow();
        var result = ReferenceEditor.Stage(db, now, (AuditRecord.CommandLine, null), edit);
        if (result.Refusal is { } refusal)
        {
            throw new StartException(refusal.Detail);
        }

        db.SaveChanges();
        transaction.Commit();
        return result.Value;
    }

    /// <summary>The service's clock, as the sandbox may have moved it.</summary>
    public static Clock ClockOf(IServiceProvider services, RewardsDb db)
    {
        var clock = services.GetRequiredService<Clock>();
        clock.Offset = ReferenceSnapshot.OffsetOf(db);
        return clock;
    }

    /// <summary>
    /// Lines whose columns stand one below the other; the last one, with people's words, is not padded.
    /// </summary>
    public static IEnumerable<string> Columns(IReadOnlyList<string[]> lines)
    {
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => line[column].Length))];
        return lines.Select(line => string.Join(
            "  ", line.Select((cell, column) => column == line.Length - 1 ? cell : cell.PadRight(widths[column]))));
    }

    /// <summary>An instant as people read it, to the minute.</summary>
    public static string Shown(DateTimeOffset? instant, string none) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? none;

    public static void Answer<T>(bool asJson, T answer, IEnumerable<string> lines)
    {
        Console.Out.WriteLine(asJson
            ? JsonSerializer.Serialize(answer, Indented)
            : string.Join(Environment.NewLine, lines));
    }

    /// <summary>What should be known although it was done; null: nothing.</summary>
    public static void Warn(string? sentence)
    {
        if (sentence is not null)
        {
            Console.Error.WriteLine($"{Verb.Program}: {sentence}");
        }
    }

    /// <summary>Progress goes to standard error, and only where somebody watches.</summary>
    public static bool ShowsProgress(bool asJson) => !asJson && !Console.IsErrorRedirected;
}
