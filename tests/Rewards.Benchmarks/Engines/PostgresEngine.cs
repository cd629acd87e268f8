using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Rewards.Benchmarks.Engines;

/// <summary>A fresh database on a server that others may use too; dropped at the end.</summary>
internal sealed class PostgresEngine : Engine
{
    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly string? server;

    private PostgresEngine(string connectionString, string? server)
    {
        settings = new NpgsqlConnectionStringBuilder(connectionString);
        this.server = server;
    }

    public override string Name => "postgres";

    public override string ConnectionString => settings.ConnectionString;

    public override bool TakesOneWriter => false;

    /// <param name="server">Without a database: it is asked through the one that every server has.</param>
    public static async Task<Engine> CreateDatabaseAsync(string server)
    {
        var settings = new NpgsqlConnectionStringBuilder(server);
        settings.Database ??= "postgres";
        var asked = settings.ConnectionString;
        settings.Database = $"rewards_benchmark_{Guid.CreateVersion7():N}";
        await ExecuteAsync(asked, $"CREATE DATABASE {settings.Database}");
        return new PostgresEngine(settings.ConnectionString, asked);
    }

    public static Engine Existing(string connectionString) => new PostgresEngine(connectionString, server: null);

    public override string Version() => $"PostgreSQL {Ask("SHOW server_version")}";

    public override BenchmarkDb OpenDb() =>
        new(new DbContextOptionsBuilder<BenchmarkDb>().UseNpgsql(ConnectionString).Options);

    public override long SizeInBytes() => (long)Ask("SELECT pg_database_size(current_database())")!;

    public override IRowWriter OpenBulk() => new Copies(Open(ConnectionString), OpenDb());


    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
        {
            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {settings.Database} WITH (FORCE)");
        }
    }

    private object? Ask(string sql)
    {
        using var connection = Open(ConnectionString);
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Binary COPY, a table at a time; ends with fresh statistics, as a database in use has them.</summary>
    private sealed class Copies(NpgsqlConnection connection, BenchmarkDb db) : IRowWriter
    {
        private readonly Tables tables = new(db.Model);

        public void Insert(IReadOnlyList<object> rows)
        {
            foreach (var ofTable in rows.GroupBy(row => row.GetType()))
            {
                var table = tables.Of(ofTable.Key);
                using var copy = connection.BeginBinaryImport(table.CopySql);
                foreach (var row in ofTable)
                {
                    copy.WriteRow(table.InsertValues(row));
                }

                copy.Complete();
            }
        }

        public void Dispose()
        {
            using (var command = new NpgsqlCommand("VACUUM ANALYZE", connection) { CommandTimeout = 600 })
            {
                command.ExecuteNonQuery();
            }

            connection.Dispose();
            db.Dispose();
        }
    }
}
