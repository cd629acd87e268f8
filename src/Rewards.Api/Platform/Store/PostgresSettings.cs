using System.Data.Common;
using Npgsql;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// The connection string, and what becomes of it for each use. Whatever the operator wrote stands; only what was left
/// out gets our defaults, which are short: a database that is away should be an answer, not a wait.
/// </summary>
internal sealed class PostgresSettings
{
    private const string ReadOnly = "-c default_transaction_read_only=on";

    // The writer asks for rows by their keys, in statements that the server plans once. Planned while a table is new,
    // they would read all of it for as long as the plan lives, which grows with the table.
    private const string ByIndex = "-c enable_seqscan=off";

    /// <summary>Of what a member or merchant waits for; reports ask for more.</summary>
    private const int ReadMayTakeSeconds = 2;

    private readonly NpgsqlConnectionStringBuilder given;
    private readonly int readMayTake;

    /// <exception cref="ArgumentException">A keyword is unknown or its value is none.</exception>
    public PostgresSettings(string connectionString)
    {
        given = new NpgsqlConnectionStringBuilder(connectionString);
        var written = new DbConnectionStringBuilder { ConnectionString = connectionString };
        SetDefault(written, "Database", () => given.Database = "rewards");
        SetDefault(written, "Timeout", () => given.Timeout = 2);
        readMayTake = SetDefault(written, "Command Timeout", () => given.CommandTimeout = 5)
            ? ReadMayTakeSeconds
            : given.CommandTimeout;
        SetDefault(written, "Cancellation Timeout", () => given.CancellationTimeout = -1);
        SetDefault(written, "Maximum Pool Size", () => given.MaxPoolSize = 40);
        SetDefault(written, "Max Auto Prepare", () => given.MaxAutoPrepare = 200);
        SetDefault(written, "Auto Prepare Min Usages", () => given.AutoPrepareMinUsages = 2);
        SetDefault(written, "Application Name", () => given.ApplicationName = "rewards");
    }

    /// <summary>Without user and password.</summary>
    public string Name => $"{given.Host}:{given.Port}/{given.Database}";

    public string DatabaseName => given.Database!;

    public string QuotedDatabase => '"' + given.Database!.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>Long-lived, one for each writer.</summary>
    public string ForWriting => With(writing =>
    {
        writing.Options = $"{given.Options} {ByIndex}".Trim();
        writing.Pooling = false;
    });

    /// <summary>The server itself refuses writes on it.</summary>
    public string ForReading => With(reading =>
    {
        reading.Options = $"{given.Options} {ReadOnly}".Trim();

        // Readers leave nothing behind in a session: resetting it costs the server more than most of the questions.
        reading.NoResetOnClose = true;
        reading.CommandTimeout = readMayTake;
    });

    /// <summary>The verifier's: a query may take its time.</summary>
    public string ForLongReads => With(reading =>
    {
        reading.Options = $"{given.Options} {ReadOnly}".Trim();
        reading.Pooling = false;
        reading.CommandTimeout = 0;
    });

    /// <summary>The server's own database, from which others are created.</summary>
    public string OfServer => With(server => (server.Database, server.Pooling) = ("postgres", false));

    /// <summary>One line that names what to check, and never the password.</summary>
    public static StartException Explain(Exception exception, string name) => new(
        $"{Database.ConfigurationKey}: PostgreSQL at {name} " + ((exception as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "refuses this user: check Username and Password.",
            PostgresErrorCodes.InvalidCatalogName =>
                "has no such database: check Database, or run 'rewards db migrate'.",
            PostgresErrorCodes.InsufficientPrivilege =>
                "does not let this user create the database: create it first, or grant CREATEDB.",
            PostgresErrorCodes.TooManyConnections =>
                "has no connection left: raise max_connections, or lower 'Maximum Pool Size'.",
            { } state => $"answers with error {state}.",
            null => $"can't be reached: is it running, and are Host and Port right? ({Reason(exception)})",
        }),
        exception);

    private static string Reason(Exception exception) => (exception.InnerException ?? exception).Message;

    /// <returns>Whether it was left out.</returns>
    private static bool SetDefault(DbConnectionStringBuilder written, string keyword, Action set)
    {
        var isLeftOut = !written.ContainsKey(keyword)
            && !written.ContainsKey(keyword.Replace(" ", "", StringComparison.Ordinal));
        if (isLeftOut)
        {
            set();
        }

        return isLeftOut;
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var changed = new NpgsqlConnectionStringBuilder(given.ConnectionString);
        change(changed);
        return changed.ConnectionString;
    }
}
