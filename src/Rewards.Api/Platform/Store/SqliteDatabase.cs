using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Rewards.Api.Platform.Store;

/// <summary>The database in one SQLite file, which one process serves.</summary>
public sealed class SqliteDatabase : Database
{
    /// <summary>
    /// Up to 3.51.2, two connections that checkpoint at the same time can damage a database in WAL mode.
    /// </summary>
    private static readonly Version OldestSafeSqlite = new(3, 51, 3);

    private readonly SqliteConnectionStringBuilder settings;
    private readonly DbContextOptions<SqliteRewardsDb> reading;
    private readonly SqliteReaders readers;

    /// <exception cref="ArgumentException">The connection string names no file.</exception>
    public SqliteDatabase(string connectionString)
    {
        settings = new SqliteConnectionStringBuilder(connectionString);
        if (settings.DataSource.Length == 0)
        {
            throw new ArgumentException(
                "name a file ('Data Source=data/rewards.db') or a server "
                    + "('Host=localhost;Database=rewards;Username=rewards').");
        }

        reading = new DbContextOptionsBuilder<SqliteRewardsDb>()
            .UseSqlite(ReadOnly, UseLists)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        readers = new SqliteReaders(reading);
    }

    public override string Name => settings.DataSource;

    public override bool Exists => File.Exists(settings.DataSource);

    public override string KeyFileBeside => settings.DataSource + ".keys";

    public override bool IsServedAlone => true;

    /// <summary>A file has one writer.</summary>
    public override int DefaultLanes => 1;

    private string ReadOnly =>
        new SqliteConnectionStringBuilder(settings.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadOnly,
        }.ConnectionString;

    public override RewardsDb OpenForReading() => readers.Open();

    public override DbConnection OpenReadConnection()
    {
        var connection = new SqliteConnection(ReadOnly);
        connection.Open();
        KeepTemporaryInMemory(connection);
        return connection;
    }

    /// <summary>One long-lived context at a time in <c>serve</c>; other verbs may write beside it, shortly.</summary>
    /// <exception cref="StartException">SQLite is too old or does not take a setting that money depends on.</exception>
    public override RewardsDb OpenForWriting()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(settings.ConnectionString)
            {
                Pooling = false,
                DefaultTimeout = 5,
            }.ConnectionString);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(settings.DataSource))!);
            KeepPrivate(settings.DataSource);
            connection.Open();
            SetUp(connection);
            AssertSafe(connection);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new StartException(
                $"{ConfigurationKey}: {settings.DataSource} can't be opened: {exception.Message}", exception);
        }

        return new SqliteRewardsDb(new DbContextOptionsBuilder<SqliteRewardsDb>()
            .UseSqlite(connection, contextOwnsConnection: true, UseLists)
            .Options);
    }

    /// <remarks>
    /// A pass makes the database file durable only where nobody committed while it copied, and then only what it copied
    /// is left to the next one. So several short ones follow the long one.
    /// </remarks>
    public override void FoldLog()
    {
        const int Passes = 6;
        using var db = OpenForWriting();
        for (var pass = 0; pass < Passes; pass++)
        {
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }

    /// <summary>A log that is left behind would be replayed over whatever file is put in this one's place.</summary>
    public override void FinishLog()
    {
        using var db = OpenForWriting();
        db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public override IDisposable LockForServing() => FileLock.Take(settings.DataSource);

    /// <summary>Who may prepare holds <see cref="LockForServing"/> already.</summary>
    public override IDisposable LockForPreparing() => new NoLock();

    public override Task<DateTimeOffset?> ReadClockAsync(CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    protected override RewardsDb CreateReader() => new SqliteRewardsDb(reading);

    /// <summary>A list of keys is one parameter: the statement stays the same however many there are.</summary>
    private static void UseLists(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    /// <summary>SQLite gives its log (-wal) and the log's index (-shm) the rights that the database has.</summary>
    private static void KeepPrivate(string file)
    {
        PrivateFile.Ensure(file);
        PrivateFile.Tighten(file + "-wal");
        PrivateFile.Tighten(file + "-shm");
    }

    private static void SetUp(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");

        KeepTemporaryInMemory(connection);

        // Small: after a commit that split pages, SQLite walks through all of it. The system's own cache holds the
        // rest.
        Execute(connection, "PRAGMA cache_size = -16384");

        // Checkpoints are the writer's: see Ledger/Writing/Checkpoints.
        Execute(connection, "PRAGMA wal_autocheckpoint = 0");
    }

    /// <summary>
    /// What a statement keeps aside while it runs SQLite would else write to a file of its own, for which a container
    /// with a read-only root has no place.
    /// </summary>
    internal static void KeepTemporaryInMemory(SqliteConnection connection) =>
        Execute(connection, "PRAGMA temp_store = MEMORY");

    private static void AssertSafe(SqliteConnection connection)
    {
        var version = Execute(connection, "SELECT sqlite_version()");
        if (Version.Parse(version) < OldestSafeSqlite)
        {
            throw new StartException(
                $"SQLite {version} can damage databases in WAL mode; {OldestSafeSqlite} or newer is needed.");
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
