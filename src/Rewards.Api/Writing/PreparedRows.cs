using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Rewards.Api.Store;

namespace Rewards.Api.Writing;

/// <summary>
/// The innermost write: rows go to the database by prepared commands, made once from the model. The change tracker does
/// the same with far more work per row; see DECISIONS.md for the figures.
/// </summary>
internal sealed class PreparedRows(RewardsDb db) : IDisposable
{
    private readonly Dictionary<Type, Table> tables = [];

    public void Insert(object row)
    {
        var table = TableOf(row);
        Execute(table.InsertCommand(), table.Values(row), table.AllColumns);
    }

    /// <summary>The row's values, to be handed to <see cref="Update"/> after it was changed.</summary>
    public object?[] Snapshot(object row) => TableOf(row).Values(row);

    /// <summary>Writes the columns that changed: an index on the others is then left alone.</summary>
    /// <exception cref="DbUpdateConcurrencyException">The row has another version by now.</exception>
    public void Update(object row, object?[] before)
    {
        var table = TableOf(row);
        var values = table.Values(row);
        var changed = table.AllColumns.Where(column => !Equals(values[column], before[column])).ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        // The key and the old version say which row; the new values what it becomes.
        object?[] parameters = [.. changed.Select(column => values[column]), .. table.Identity.Select(column => before[column])];
        if (Execute(table.UpdateCommand(changed), parameters, [.. Enumerable.Range(0, parameters.Length)]) != 1)
        {
            throw new DbUpdateConcurrencyException($"Another writer changed a row of {table.Name}.");
        }
    }

    public void Dispose()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }
    }

    private int Execute(DbCommand command, object?[] values, IReadOnlyList<int> columns)
    {
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var column in columns)
        {
            command.Parameters[column].Value = values[column] ?? DBNull.Value;
        }

        try
        {
            return command.ExecuteNonQuery();
        }
        catch (DbException exception)
        {
            throw new DbUpdateException("A row could not be written.", exception);
        }
    }

    private Table TableOf(object row)
    {
        if (!tables.TryGetValue(row.GetType(), out var table))
        {
            table = new Table(db, db.Model.FindEntityType(row.GetType())!);
            tables.Add(row.GetType(), table);
        }

        return table;
    }

    /// <summary>What the model knows about one table, and the commands made of it.</summary>
    private sealed class Table : IDisposable
    {
        private readonly RewardsDb db;
        private readonly Column[] columns;
        private readonly Dictionary<string, DbCommand> updates = [];
        private DbCommand? insert;

        public Table(RewardsDb db, IEntityType type)
        {
            this.db = db;
            Name = Quote(type.GetTableName()!);
            columns = [.. type.GetProperties().Select(property => new Column(property))];
            AllColumns = [.. Enumerable.Range(0, columns.Length)];
            Identity = [.. AllColumns.Where(column => columns[column].IsKey || columns[column].IsVersion)];
        }

        public string Name { get; }

        public IReadOnlyList<int> AllColumns { get; }

        /// <summary>Primary key and version.</summary>
        public IReadOnlyList<int> Identity { get; }

        public object?[] Values(object row) => [.. columns.Select(column => column.ValueIn(row))];

        public DbCommand InsertCommand() => insert ??= Prepare(
            $"INSERT INTO {Name} ({string.Join(", ", columns.Select(column => Quote(column.Name)))}) "
            + $"VALUES ({string.Join(", ", AllColumns.Select(column => "@p" + column))})",
            columns);

        public DbCommand UpdateCommand(int[] changed)
        {
            var which = string.Join(',', changed);
            if (!updates.TryGetValue(which, out var update))
            {
                var set = changed.Select((column, at) => $"{Quote(columns[column].Name)} = @p{at}");
                var where = Identity.Select((column, at) => $"{Quote(columns[column].Name)} = @p{changed.Length + at}");
                update = Prepare(
                    $"UPDATE {Name} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}",
                    [.. changed.Concat(Identity).Select(column => columns[column])]);
                updates.Add(which, update);
            }

            return update;
        }

        public void Dispose()
        {
            insert?.Dispose();
            foreach (var update in updates.Values)
            {
                update.Dispose();
            }
        }

        private DbCommand Prepare(string sql, IReadOnlyList<Column> parameters)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            for (var at = 0; at < parameters.Count; at++)
            {
                command.Parameters.Add(parameters[at].CreateParameter(command, "@p" + at));
            }

            return command;
        }

        private static string Quote(string name) => $"\"{name}\"";
    }

    private sealed class Column(IProperty property)
    {
        private readonly RelationalTypeMapping mapping = (RelationalTypeMapping)property.GetTypeMapping();
        private readonly Func<object, object?> get = property.PropertyInfo!.GetValue;

        public string Name { get; } = property.GetColumnName();

        public bool IsKey { get; } = property.IsPrimaryKey();

        public bool IsVersion { get; } = property.IsConcurrencyToken;

        /// <summary>As the database's driver takes it.</summary>
        public object? ValueIn(object row) => get(row) is { } value
            ? mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value
            : null;

        public DbParameter CreateParameter(DbCommand command, string name) =>
            mapping.CreateParameter(command, name, null, property.IsNullable);
    }
}
