using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rewards.Api.Platform.Store.Rows;

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

    public override IRowWriter OpenGroups() => new Batches(
        Open(new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
        }.ConnectionString),
        OpenDb());

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

        public void Write(IReadOnlyList<object> newRows, IReadOnlyList<AccountRow> spentAccounts)
        {
            foreach (var rows in newRows.GroupBy(row => row.GetType()))
            {
                var table = tables.Of(rows.Key);
                using var copy = connection.BeginBinaryImport(table.CopySql);
                foreach (var row in rows)
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

    /// <summary>One round trip a group, with statements that the server has prepared.</summary>
    private sealed class Batches(NpgsqlConnection connection, BenchmarkDb db) : IRowWriter
    {
        private readonly Tables tables = new(db.Model);

        public void Write(IReadOnlyList<object> newRows, IReadOnlyList<AccountRow> spentAccounts)
        {
            using var transaction = connection.BeginTransaction();
            using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var account in spentAccounts)
            {
                var table = tables.Of(typeof(AccountRow));
                Add(batch, table.SpendSql, table.SpendValues(account));
            }

            foreach (var row in newRows)
            {
                var table = tables.Of(row.GetType());
                Add(batch, table.InsertSql, table.InsertValues(row));
            }

            batch.ExecuteNonQuery();
            transaction.Commit();
        }

        public void Dispose()
        {
            connection.Dispose();
            db.Dispose();
        }

        private static void Add(NpgsqlBatch batch, string sql, object?[] values)
        {
            var command = new NpgsqlBatchCommand(sql);
            for (var at = 0; at < values.Length; at++)
            {
                command.Parameters.Add(new NpgsqlParameter("p" + at, values[at] ?? DBNull.Value));
            }

            batch.BatchCommands.Add(command);
        }
    }
}
