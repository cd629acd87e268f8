using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// The innermost write: rows go to the database by statements made once from the model. The change tracker does the
/// same with far more work per row; see DECISIONS.md for the figures. Every statement names one row by its key.
/// </summary>
internal sealed class PreparedRows : IDisposable
{
    private readonly RewardsDb db;
    private readonly DbConnection connection;
    private readonly DbCommand maker;
    private readonly ParameterStyle style;
    private readonly Dictionary<Type, TableStatements> tables = [];
    private readonly Dictionary<string, DbCommand> commands = [];
    private readonly List<(RowStatement Statement, object?[] Values)> waiting = [];

    public PreparedRows(RewardsDb db)
    {
        (this.db, connection) = (db, db.Database.GetDbConnection());
        maker = connection.CreateCommand();
        style = new ParameterStyle(ByPlace: connection.CanCreateBatch);
    }

    public void Insert(object row)
    {
        var table = TableOf(row);
        waiting.Add((table.Insert, table.Values(row)));
    }

    /// <summary>The row's values, to be handed to <see cref="Update"/> after it was changed.</summary>
    public object?[] Snapshot(object row) => TableOf(row).Values(row);

    /// <summary>Writes the columns that changed: an index on the others is then left alone.</summary>
    public void Update(object row, object?[] before)
    {
        var table = TableOf(row);
        if (table.Update(before, table.Values(row)) is { } update)
        {
            waiting.Add(update);
        }
    }

    /// <summary>Sends what waits, in one go where the driver can.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A row has another version by now.</exception>
    /// <exception cref="DbUpdateException">The database refuses a row, or is away.</exception>
    public void Flush()
    {
        try
        {
            if (connection.CanCreateBatch)
            {
                SendTogether();
            }
            else
            {
                SendOneByOne();
            }
        }
        catch (DbException exception)
        {
            throw new DbUpdateException("A row could not be written.", exception);
        }
        finally
        {
            waiting.Clear();
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

    private void SendTogether()
    {
        if (waiting.Count == 0)
        {
            return;
        }

        using var batch = connection.CreateBatch();
        batch.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var (statement, values) in waiting)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Sql;
            AddParameters(statement, command.Parameters);
            SetValues(command.Parameters, values);
            batch.BatchCommands.Add(command);
        }

        batch.ExecuteNonQuery();
        for (var at = 0; at < waiting.Count; at++)
        {
            AssertHit(waiting[at].Statement, batch.BatchCommands[at].RecordsAffected);
        }
    }

    private void SendOneByOne()
    {
        foreach (var (statement, values) in waiting)
        {
            var command = CommandFor(statement);
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            SetValues(command.Parameters, values);
            AssertHit(statement, command.ExecuteNonQuery());
        }
    }

    private DbCommand CommandFor(RowStatement statement)
    {
        if (!commands.TryGetValue(statement.Sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            AddParameters(statement, command.Parameters);
            commands.Add(statement.Sql, command);
        }

        return command;
    }

    private void AddParameters(RowStatement statement, DbParameterCollection parameters)
    {
        for (var at = 0; at < statement.Parameters.Count; at++)
        {
            parameters.Add(statement.Parameters[at].CreateParameter(maker, style.Name(at)));
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
        if (statement.MustHit && rows != 1)
        {
            throw new DbUpdateConcurrencyException($"Another writer changed a row of {statement.Table}.");
        }
    }

    private TableStatements TableOf(object row)
    {
        if (!tables.TryGetValue(row.GetType(), out var table))
        {
            table = new TableStatements(db.Model.FindEntityType(row.GetType())!, style);
            tables.Add(row.GetType(), table);
        }

        return table;
    }
}
