using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Rewards.Api.Platform.Store;

/// <summary>The database on a PostgreSQL server, which any number of nodes may serve.</summary>
public sealed class PostgresDatabase : Database
{
    /// <summary>Any number that nobody else on the server is likely to use.</summary>
    private const long PreparingLock = 0x5265_7761_7264_73;

    private const int SchemaMayTakeSeconds = 600;

    private readonly PostgresSettings settings;
    private readonly Lazy<NpgsqlDataSource> reading;
    private readonly Lazy<PooledDbContextFactory<PostgresRewardsDb>> readers;

    /// <exception cref="ArgumentException">The connection string is none.</exception>
    public PostgresDatabase(string connectionString)
    {
        settings = new PostgresSettings(connectionString);
        reading = new(() => NpgsqlDataSource.Create(settings.ForReading));
        readers = new(() => new(new DbContextOptionsBuilder<PostgresRewardsDb>()
            .UseNpgsql(reading.Value)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options));
    }

    public override string Name => settings.Name;

    public override bool Exists
    {
        get
        {
            try
            {
                using var connection = Open(settings.ForWriting);
                using var command = new NpgsqlCommand(
                    "SELECT to_regclass('\"__EFMigrationsHistory\"') IS NOT NULL", connection);
                return (bool)command.ExecuteScalar()!;
            }
            catch (StartException exception) when (IsMissing(exception))
            {
                return false;
            }
        }
    }

    public override string KeyFileBeside => Path.Combine("data", Path.GetFileName(settings.DatabaseName) + ".keys");

    public override bool IsServedAlone => false;

    /// <summary>While one lane waits for the disk, another one decides.</summary>
    public override int DefaultLanes => Math.Clamp(Environment.ProcessorCount, 2, 8);

    public override RewardsDb OpenForReading() => CreateReader();

    public override DbConnection OpenReadConnection() => Open(settings.ForLongReads);

    public override RewardsDb OpenForWriting()
    {
        var connection = Open(settings.ForWriting);
        PostgresSafety.Assert(connection, Name);
        return Contexts(connection);
    }

    public override void FoldLog()
    {
        // The server looks after its log itself.
    }

    public override void FinishLog()
    {
        // The server looks after its log itself.
    }

    /// <summary>Any number of nodes serve one database.</summary>
    public override IDisposable LockForServing() => new NoLock();

    /// <summary>Creates the database where it is missing; then waits for its turn.</summary>
    public override IDisposable LockForPreparing()
    {
        CreateIfMissing();
        var connection = Open(settings.ForWriting);
        using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({PreparingLock})", connection)
        {
            CommandTimeout = SchemaMayTakeSeconds,
        };
        command.ExecuteNonQuery();

        // The server gives the lock back when the connection ends, however that happens.
        return connection;
    }

    public override async Task<DateTimeOffset?> ReadClockAsync(CancellationToken cancellationToken)
    {
        await using var command = reading.Value.CreateCommand("SELECT clock_timestamp()");
        var now = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
        return new DateTimeOffset(now, TimeSpan.Zero);
    }

    protected override RewardsDb CreateReader() => readers.Value.CreateDbContext();

    private static PostgresRewardsDb Contexts(NpgsqlConnection connection) =>
        new(new DbContextOptionsBuilder<PostgresRewardsDb>()
            .UseNpgsql(connection, contextOwnsConnection: true)
            .Options);

    private static bool IsMissing(StartException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName };

    private void CreateIfMissing()
    {
        try
        {
            Open(settings.ForWriting).Dispose();
        }
        catch (StartException missing) when (IsMissing(missing))
        {
            Create();
        }
    }

    private void Create()
    {
        using var connection = Open(settings.OfServer);
        using var command = new NpgsqlCommand($"CREATE DATABASE {settings.QuotedDatabase}", connection);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node that starts at the same time was faster.
        }
        catch (PostgresException exception)
        {
            throw PostgresSettings.Explain(exception, Name);
        }
    }

    private NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            connection.Dispose();
            throw PostgresSettings.Explain(exception, Name);
        }
    }
}
