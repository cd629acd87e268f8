using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Rewards.Api.Store;

/// <summary>Opens the database that <c>ConnectionStrings:Rewards</c> names.</summary>
public sealed class Database
{
    public const string ConfigurationKey = "ConnectionStrings:Rewards";

    /// <summary>Up to 3.51.2, two connections that checkpoint at the same time can damage a database in WAL mode.</summary>
    private static readonly Version OldestSafeSqlite = new(3, 51, 3);

    private readonly SqliteConnectionStringBuilder settings;
    private readonly DbContextOptions<SqliteRewardsDb> readOptions;

    /// <exception cref="StartException">The connection string names no file.</exception>
    public Database(IConfiguration configuration)
        : this(configuration.GetConnectionString("Rewards") ?? "Data Source=data/rewards.db")
    {
    }

    /// <exception cref="StartException">The connection string names no file.</exception>
    public Database(string connectionString)
    {
        settings = Parse(connectionString);
        var reading = new SqliteConnectionStringBuilder(settings.ConnectionString) { Mode = SqliteOpenMode.ReadOnly };
        readOptions = new DbContextOptionsBuilder<SqliteRewardsDb>()
            .UseSqlite(reading.ConnectionString, UseLists)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
    }

    /// <summary>Where the database is, as an operator would name it.</summary>
    public string Name => settings.DataSource;

    public bool Exists => File.Exists(settings.DataSource);

    /// <summary>For reads: what it shows never decides about points, and it can't change anything.</summary>
    public RewardsDb OpenForReading() => new SqliteRewardsDb(readOptions);

    /// <summary>A connection for reads in SQL of one's own.</summary>
    public SqliteConnection OpenReadConnection()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(settings.ConnectionString) { Mode = SqliteOpenMode.ReadOnly }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>
    /// For writes: durable (an acknowledged commit survives power loss). One long-lived context at a time in
    /// <c>serve</c>; other verbs may write beside it, shortly.
    /// </summary>
    /// <exception cref="StartException">SQLite is too old or does not take a setting that money depends on.</exception>
    public RewardsDb OpenForWriting()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.DataSource))!);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(settings.ConnectionString) { Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "PRAGMA cache_size = -65536");

        // Checkpoints are the writer's, in its idle moments: see LedgerWriter.
        Execute(connection, "PRAGMA wal_autocheckpoint = 0");
        AssertSafe(connection);
        return new SqliteRewardsDb(new DbContextOptionsBuilder<SqliteRewardsDb>().UseSqlite(connection, UseLists).Options);
    }

    /// <summary>A list of keys is one parameter: the statement stays the same however many there are.</summary>
    private static void UseLists(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(connectionString);
            return settings.DataSource.Length > 0
                ? settings
                : throw new StartException($"{ConfigurationKey}: name a file, for example 'Data Source=data/rewards.db'.");
        }
        catch (ArgumentException exception)
        {
            throw new StartException($"{ConfigurationKey}: {exception.Message}", exception);
        }
    }

    private static void AssertSafe(SqliteConnection connection)
    {
        var version = Execute(connection, "SELECT sqlite_version()");
        if (Version.Parse(version) < OldestSafeSqlite)
        {
            throw new StartException($"SQLite {version} can damage databases in WAL mode; {OldestSafeSqlite} or newer is needed.");
        }

        var journal = Execute(connection, "PRAGMA journal_mode");
        var synchronous = Execute(connection, "PRAGMA synchronous");
        if (journal != "wal" || synchronous != "2")
        {
            throw new StartException(
                $"{ConfigurationKey}: {connection.DataSource} does not take the settings that keep points safe "
                + $"(journal_mode is {journal}, synchronous {synchronous}). Is it on a network share?");
        }
    }

    private static string Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
