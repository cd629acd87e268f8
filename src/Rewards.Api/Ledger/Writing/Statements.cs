using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// The innermost reads and writes: statements made once from the model go to the database in one round trip where the
/// driver can. EF does the same with far more work per row; see DECISIONS.md for the figures.
/// </summary>
internal sealed class Statements(RewardsDb db) : IDisposable
{
    private readonly DbConnection connection = db.Database.GetDbConnection();
    private readonly DbCommand maker = db.Database.GetDbConnection().CreateCommand();
    private readonly Dictionary<object, DbCommand> commands = new(ReferenceEqualityComparer.Instance);

    /// <summary>Made, and not in a batch: to make a parameter costs more than to send it.</summary>
    private readonly Dictionary<object, Stack<DbBatchCommand>> spare = new(ReferenceEqualityComparer.Instance);

    public Dialect Dialect { get; } = Dialect.Of(db);

    /// <summary>Reads the rows that each statement names.</summary>
    /// <param name="queries">With the names of the rows that each is for.</param>
    /// <param name="take">Is given the query's place in the list and each of its rows.</param>
    public void Read(
        IReadOnlyList<(NamingStatement Statement, IReadOnlyCollection<object[]> Names)> queries,
        Action<int, object> take)
    {
        if (!Dialect.IsBatched)
        {
            for (var at = 0; at < queries.Count; at++)
            {
                using var one = CommandFor(queries[at]).ExecuteReader();
                TakeAll(one, at);
            }

            return;
        }

        using var batch = connection.CreateBatch();
        foreach (var (statement, names) in queries)
        {
            var command = Add(batch, statement.Sql);
            foreach (var list in statement.Lists(names))
            {
                AddParameter(command.Parameters, list);
            }
        }

        using var reader = batch.ExecuteReader();
        for (var at = 0; at < queries.Count; at++, reader.NextResult())
        {
            TakeAll(reader, at);
        }

        void TakeAll(DbDataReader rows, int at)
        {
            while (rows.Read())
            {
                take(at, queries[at].Statement.Table.Read(rows));
            }
        }
    }

    /// <summary>Writes rows within the transaction that is under way.</summary>
    /// <exception cref="CounterRefusedException">A counter would leave its bounds.</exception>
    /// <exception cref="DbUpdateConcurrencyException">A row has another version by now.</exception>
    /// <exception cref="DbUpdateException">The database refuses a row, or is away.</exception>
    public void Write(IReadOnlyList<(RowStatement Statement, object?[] Values)> rows)
    {
        try
        {
            if (Dialect.IsBatched)
            {
                WriteTogether(rows);
            }
            else
            {
                WriteOneByOne(rows);
            }
        }
        catch (DbException exception)
        {
            throw new DbUpdateException("A row could not be written.", exception);
        }
    }

    public void Dispose()
    {
        maker.Dispose();
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }

    private void WriteTogether(IReadOnlyList<(RowStatement Statement, object?[] Values)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var batch = connection.CreateBatch();
        batch.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var (statement, values) in rows)
        {
            var command = SpareOf(statement).TryPop(out var made) ? made : Make(batch, statement);
            SetValues(command.Parameters, values);
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
        for (var at = 0; at < rows.Count; at++)
        {
            AssertHit(rows[at].Statement, batch.BatchCommands[at].RecordsAffected);
        }

        // Not after a failure: the connection is closed then, or the group is tried anew, one by one.
        for (var at = 0; at < rows.Count; at++)
        {
            SpareOf(rows[at].Statement).Push(batch.BatchCommands[at]);
        }
    }

    private Stack<DbBatchCommand> SpareOf(RowStatement statement)
    {
        if (!spare.TryGetValue(statement, out var made))
        {
            spare.Add(statement, made = []);
        }

        return made;
    }

    private DbBatchCommand Make(DbBatch batch, RowStatement statement)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = statement.Sql;
        AddParameters(statement, command.Parameters);
        return command;
    }

    private void WriteOneByOne(IReadOnlyList<(RowStatement Statement, object?[] Values)> rows)
    {
        foreach (var (statement, values) in rows)
        {
            var command = CommandFor(statement, statement.Sql, made => AddParameters(statement, made.Parameters));
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            SetValues(command.Parameters, values);
            AssertHit(statement, command.ExecuteNonQuery());
        }
    }

    private static DbBatchCommand Add(DbBatch batch, string sql)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        batch.BatchCommands.Add(command);
        return command;
    }

    private DbCommand CommandFor((NamingStatement Statement, IReadOnlyCollection<object[]> Names) query)
    {
        var lists = query.Statement.Lists(query.Names);
        var command = CommandFor(query.Statement, query.Statement.Sql, made =>
        {
            foreach (var list in lists)
            {
                AddParameter(made.Parameters, list);
            }
        });
        command.Transaction = null;
        SetValues(command.Parameters, lists);
        return command;
    }

    private DbCommand CommandFor(object statement, string sql, Action<DbCommand> addParameters)
    {
        if (!commands.TryGetValue(statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            addParameters(command);
            commands.Add(statement, command);
        }

        return command;
    }

    private void AddParameter(DbParameterCollection parameters, object value)
    {
        var parameter = maker.CreateParameter();
        parameter.ParameterName = Dialect.Name(parameters.Count);
        parameter.Value = value;
        parameters.Add(parameter);
    }

    private void AddParameters(RowStatement statement, DbParameterCollection parameters)
    {
        for (var at = 0; at < statement.Parameters.Count; at++)
        {
            parameters.Add(statement.Parameters[at].CreateParameter(maker, Dialect.Name(at)));
        }
    }

    private static void SetValues(DbParameterCollection parameters, object?[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            parameters[at].Value = values[at] ?? DBNull.Value;
        }
    }

    private static void AssertHit(RowStatement statement, int rows)
    {
        if (!statement.MustHit || rows == 1)
        {
            return;
        }

        throw typeof(ICounterRow).IsAssignableFrom(statement.Table.Type)
            ? new CounterRefusedException($"A counter of {statement.Table.Name} would leave its bounds.")
            : new DbUpdateConcurrencyException($"Another writer changed a row of {statement.Table.Name}.");
    }
}
