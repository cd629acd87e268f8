using Npgsql;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Tests.Support;

/// <summary>On a database of its own at the <see cref="PostgresServer"/>, dropped afterwards.</summary>
public sealed class PostgresApp : RewardsApp
{
    private readonly Lazy<TemporaryPostgres> database = new(() => new TemporaryPostgres(isMigrated: true));

    protected override string ConnectionString => database.Value.PatientConnectionString;

    /// <summary>For a test class's constructor: a class fixture itself can't skip.</summary>
    public PostgresApp OrSkip()
    {
        PostgresServer.SkipWithout();
        return this;
    }

    public override ValueTask InitializeAsync() =>
        PostgresServer.ConnectionString is not null ? base.InitializeAsync() : ValueTask.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        if (PostgresServer.ConnectionString is not null)
        {
            await base.DisposeAsync();
            database.Value.Dispose();
        }
    }
}

/// <summary>A database that nobody else has, on the server for tests.</summary>
public sealed class TemporaryPostgres : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder settings;

    /// <param name="isMigrated">With today's schema; else it is made by whoever connects first.</param>
    public TemporaryPostgres(bool isMigrated = false)
    {
        PostgresServer.SkipWithout();
        settings = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString)
        {
            Database = $"rewards_{Guid.NewGuid():N}",
            MaxPoolSize = 20,
        };
        if (isMigrated)
        {
            MigratedPostgres.CopyTo(settings.Database!);
        }
    }

    public string ConnectionString => settings.ConnectionString;

    /// <summary>For tests that are not about how fast this machine answers.</summary>
    public string PatientConnectionString => ConnectionString + ";Timeout=60;Command Timeout=60";

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        using var server = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(settings.ConnectionString)
            {
                Database = "postgres",
                Pooling = false,
            }.ConnectionString);
        server.Open();
        using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{settings.Database}\" WITH (FORCE)", server);
        drop.ExecuteNonQuery();

        // In Development a key file is made for each database; processes of their own have a folder of their own.
        var keys = new FileInfo(Database.Of(settings.ConnectionString).KeyFileBeside);
        if (keys.Exists)
        {
            keys.Delete();
        }
    }
}
