using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Rewards.Benchmarks.Engines;

/// <summary>A file in the run's folder; it goes with the folder.</summary>
internal sealed class SqliteEngine(string connectionString) : Engine
{
    private const string Durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536";
    private const string Bulk = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -524288";

    public override string Name => "sqlite";

    public override string ConnectionString => connectionString;

    public override bool TakesOneWriter => true;

    public override string Version() => $"SQLite {Ask("SELECT sqlite_version()")}";

    public override BenchmarkDb OpenDb() =>
        new(new DbContextOptionsBuilder<BenchmarkDb>()
            .UseSqlite(connectionString)
            .AddInterceptors(DurableConnections.Interceptor)
            .Options);

    public override long SizeInBytes() => (Number("page_count") - Number("freelist_count")) * Number("page_size");

    /// <remarks>Leaving WAL mode needs the file alone: no connection may rest in the pool.</remarks>
    public override IRowWriter OpenBulk()
    {
        SqliteConnection.ClearAllPools();
        return new Rows(Open(Bulk), OpenDb());
    }


    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private long Number(string pragma) => (long)Ask("PRAGMA " + pragma)!;

    private object? Ask(string sql)
    {
        using var connection = Open("SELECT 1");
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private SqliteConnection Open(string settings)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new SqliteCommand(settings, connection);
        command.ExecuteNonQuery();
        return connection;
    }

    private sealed class DurableConnections : Microsoft.EntityFrameworkCore.Diagnostics.DbConnectionInterceptor
    {
        public static DurableConnections Interceptor { get; } = new();

        public override void ConnectionOpened(
            System.Data.Common.DbConnection connection,
            Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Durable;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection,
            Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }

    private sealed class Rows(SqliteConnection connection, BenchmarkDb db) : IRowWriter
    {
        private readonly Tables tables = new(db.Model);
        private readonly Dictionary<string, SqliteCommand> commands = [];

        public void Insert(IReadOnlyList<object> rows)
        {
            using var transaction = connection.BeginTransaction();
            foreach (var row in rows)
            {
                var table = tables.Of(row.GetType());
                Execute(table.InsertSql, table.InsertValues(row), transaction);
            }

            transaction.Commit();
        }

        public void Dispose()
        {
            foreach (var command in commands.Values)
            {
                command.Dispose();
            }

            connection.Dispose();
            db.Dispose();
        }

        private void Execute(string sql, object?[] values, SqliteTransaction transaction)
        {
            if (!commands.TryGetValue(sql, out var command))
            {
                commands.Add(sql, command = Prepare(sql, values.Length));
            }

            command.Transaction = transaction;
            for (var at = 0; at < values.Length; at++)
            {
                command.Parameters[at].Value = values[at] ?? DBNull.Value;
            }

            if (command.ExecuteNonQuery() != 1)
            {
                throw new BenchmarkException("A row was not written: " + sql);
            }
        }

        private SqliteCommand Prepare(string sql, int parameters)
        {
            var command = new SqliteCommand(sql, connection);
            for (var at = 0; at < parameters; at++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "@p" + at });
            }

            return command;
        }
    }
}
