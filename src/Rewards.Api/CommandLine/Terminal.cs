using System.CommandLine;
using System.Text.Json;
using Rewards.Api.CopyingDatabases;
using Rewards.Api.Http;
using Rewards.Api.Serving;
using Rewards.Api.Store;

namespace Rewards.Api.CommandLine;

/// <summary>
/// What the verbs share: the service's own settings, an answer for people or machines, and an exit code.
/// </summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    /// <summary>For machines: one JSON document on standard output, nothing else.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Answer in JSON, for machines." };

    /// <summary>The services as <c>serve</c> would have them, without serving.</summary>
    public static WebApplication Services(ParseResult parsed) => Service.Build([.. parsed.UnmatchedTokens]);

    /// <summary>Opens an existing database beside a running service.</summary>
    /// <exception cref="StartException">There is none.</exception>
    public static RewardsDb OpenForWriting(IServiceProvider services)
    {
        var database = Existing(services);
        var db = database.OpenForWriting();
        CopyMarker.RefuseUnfinished(db, database);
        return db;
    }

    /// <exception cref="StartException">There is none.</exception>
    public static Database Existing(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        return database.Exists
            ? database
            : throw new StartException($"There is no database {database.Name} yet: run 'db migrate' or 'serve' first.");
    }

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
            Console.Error.WriteLine("rewards: " + sentence);
        }
    }

    /// <summary>Progress goes to standard error, and only where somebody watches.</summary>
    public static bool ShowsProgress(bool asJson) => !asJson && !Console.IsErrorRedirected;
}
