using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// Opens the database that <c>ConnectionStrings:Rewards</c> names: a SQLite file, or a PostgreSQL server.
/// </summary>
public abstract class Database
{
    public const string ConfigurationKey = "ConnectionStrings:Rewards";

    private const string Forms =
        "'Data Source=/var/lib/rewards/rewards.db' for a file, or 'Host=…;Database=rewards;Username=…' for PostgreSQL";

    private const string Default = "Data Source=data/rewards.db";

    private static readonly string[] NamesOfAServer = ["Host", "Server"];

    private static readonly string[] NamesOfAPassword = ["Password", "PSW", "PWD"];

    /// <summary>Where the database is, as an operator would name it: without a password.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is there and has a schema.</summary>
    /// <exception cref="StartException">It can't be reached.</exception>
    public abstract bool Exists { get; }

    /// <summary>
    /// Whether no other process can serve it at the same time, so that what this one changed is all that changed.
    /// </summary>
    public abstract bool IsServedAlone { get; }

    /// <summary>Where its key file is if no setting says so: all nodes of one folder share it.</summary>
    public abstract string KeyFileBeside { get; }

    /// <summary>How many writers pay off on this machine.</summary>
    public abstract int DefaultLanes { get; }

    /// <summary>Where nothing is named, Development makes a file; in Production that would be an empty city.</summary>
    /// <exception cref="StartException">
    /// The connection string is none, or in Production missing or a sample.
    /// </exception>
    public static Database Of(IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsProduction())
        {
            return Of(configuration[ConfigurationKey] ?? Default);
        }

        var connectionString = configuration[ConfigurationKey] is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new StartException($"{ConfigurationKey}: is required in Production: {Forms}.");
        var database = Of(connectionString);
        return HasSamplePassword(connectionString)
            ? throw new StartException(
                $"{ConfigurationKey}: its password is a sample that everybody knows: choose another one.")
            : database;
    }

    /// <exception cref="StartException">The connection string is none.</exception>
    public static Database Of(string connectionString)
    {
        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return NamesOfAServer.Any(settings.ContainsKey)
                ? new PostgresDatabase(connectionString)
                : new SqliteDatabase(connectionString);
        }
        catch (ArgumentException exception)
        {
            throw new StartException($"{ConfigurationKey}: {Explain(connectionString, exception)}", exception);
        }
    }

    /// <summary>Never what was written: it may be a password.</summary>
    private static string Explain(string connectionString, ArgumentException exception) =>
        connectionString.Contains('=', StringComparison.Ordinal)
            ? exception.Message
            : $"must be {Forms}; was 'Data Source=' forgotten before the name of a file?";

    private static bool HasSamplePassword(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return NamesOfAPassword.Any(name =>
            settings.TryGetValue(name, out var value) && SampleSecrets.Contains(value.ToString()!));
    }

    /// <summary>
    /// Builds the model and what else a first query needs. Asks no database, so it finds nothing amiss.
    /// </summary>
    public void WarmUp()
    {
        using var db = CreateReader();
        _ = db.ServiceStates.Where(state => state.Name == "").ToQueryString();
    }

    /// <summary>For reads: what it shows never decides about points, and it can't change anything.</summary>
    public abstract RewardsDb OpenForReading();

    /// <summary>A connection for reads in SQL of one's own.</summary>
    public abstract DbConnection OpenReadConnection();

    /// <summary>For writes: durable (an acknowledged commit survives power loss), on a connection of its own.</summary>
    /// <exception cref="StartException">
    /// It can't be reached, or does not take a setting that money depends on.
    /// </exception>
    public abstract RewardsDb OpenForWriting();

    /// <summary>Held while serving or migrating, by those who must be alone at that.</summary>
    /// <exception cref="StartException">Another process holds it.</exception>
    public abstract IDisposable LockForServing();

    /// <summary>Held while schema, secrets and seeds are made ready: several nodes may start at once.</summary>
    public abstract IDisposable LockForPreparing();

    /// <summary>Moves what it can of a log beside the database into it, while others read and write.</summary>
    /// <exception cref="StartException">It can't be opened.</exception>
    public abstract void FoldLog();

    /// <summary>
    /// Leaves nothing in a log beside the database, where there is such a thing. For when nobody writes any more.
    /// </summary>
    /// <exception cref="StartException">It can't be opened.</exception>
    public abstract void FinishLog();

    /// <summary>What the database's own clock says; null where it is this machine's.</summary>
    public abstract Task<DateTimeOffset?> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>A context for reads that opens its connection when it must.</summary>
    protected abstract RewardsDb CreateReader();

    /// <summary>Nothing to hold.</summary>
    protected sealed class NoLock : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
