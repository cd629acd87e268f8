using Npgsql;
using Rewards.Api.Store;

namespace Rewards.Api.Tests.Support;

/// <summary>On a database of its own at the server that <c>REWARDS_POSTGRES</c> names, dropped afterwards.</summary>
public sealed class PostgresApp : RewardsApp
{
    private readonly Lazy<TemporaryPostgres> database = new(() => new TemporaryPostgres());

    protected override string ConnectionString => database.Value.PatientConnectionString;

    /// <summary>For a test class's constructor: a class fixture itself can't skip.</summary>
    public PostgresApp OrSkip()
    {
        TemporaryPostgres.SkipWithoutServer();
        return this;
    }

    public override ValueTask InitializeAsync() =>
        TemporaryPostgres.IsThere ? base.InitializeAsync() : ValueTask.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        if (TemporaryPostgres.IsThere)
        {
            await base.DisposeAsync();
            database.Value.Dispose();
        }
    }
}

/// <summary>A database that nobody else has, on the server for tests.</summary>
public sealed class TemporaryPostgres : IDisposable
{
    public const string Variable = "REWARDS_POSTGRES";

    private readonly NpgsqlConnectionStringBuilder settings;

    public TemporaryPostgres()
    {
        SkipWithoutServer();
        settings = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable))
        {
            Database = $"rewards_{Guid.NewGuid():N}",
            MaxPoolSize = 20,
        };
    }

    public static bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    public string ConnectionString => settings.ConnectionString;

    /// <summary>For tests that are not about how fast this machine answers.</summary>
    public string PatientConnectionString => ConnectionString + ";Timeout=60;Command Timeout=60";

    /// <summary>On a bare machine these tests say that they skip; in CI they may not.</summary>
    public static void SkipWithoutServer()
    {
        Assert.False(
            !IsThere && Environment.GetEnvironmentVariable("CI") is not null,
            $"{Variable} is not set, and this is CI.");
        Assert.SkipUnless(IsThere, $"No PostgreSQL: export {Variable}=\"$(bash tests/postgres.sh start)\"");
    }

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
        File.Delete(Database.Of(settings.ConnectionString).KeyFileBeside);
    }
}
