using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// How a driver names parameters: SQLite's by name, PostgreSQL's by place, which spares it the search for names.
/// </summary>
/// <param name="ByPlace">Whether it is by place.</param>
internal readonly record struct ParameterStyle(bool ByPlace)
{
    public string Marker(int at) => ByPlace ? $"${at + 1}" : $"@p{at}";

    public string Name(int at) => ByPlace ? "" : $"@p{at}";
}

/// <summary>One SQL text and what its parameters are.</summary>
/// <param name="Table">For messages.</param>
/// <param name="Sql">Always the same text for the same columns: a server prepares it once.</param>
/// <param name="Parameters">In their order.</param>
/// <param name="MustHit">Whether it must change exactly one row.</param>
internal sealed record RowStatement(string Table, string Sql, IReadOnlyList<TableColumn> Parameters, bool MustHit);

/// <summary>What the model knows about one table, and the statements made of it.</summary>
internal sealed class TableStatements
{
    private readonly ParameterStyle style;
    private readonly TableColumn[] columns;
    private readonly int[] identity;
    private readonly Dictionary<string, RowStatement> updates = [];

    public TableStatements(IEntityType type, ParameterStyle style)
    {
        this.style = style;
        Name = Quote(type.GetTableName()!);
        columns = [.. type.GetProperties().Select(property => new TableColumn(property))];
        identity = [.. Enumerable.Range(0, columns.Length)
            .Where(column => columns[column].IsKey || columns[column].IsVersion)];
        Insert = new RowStatement(Name, InsertSql(), columns, MustHit: false);
    }

    public string Name { get; }

    public RowStatement Insert { get; }

    /// <summary>A row's values, as the driver takes them.</summary>
    public object?[] Values(object row) => [.. columns.Select(column => column.ValueIn(row))];

    /// <summary>
    /// Sets the columns that changed, where key and version are as they were. Null: none has changed.
    /// </summary>
    public (RowStatement Statement, object?[] Values)? Update(object?[] before, object?[] after)
    {
        int[] changed =
            [.. Enumerable.Range(0, columns.Length).Where(column => !Equals(after[column], before[column]))];
        return changed.Length == 0
            ? null
            : (
                UpdateOf(changed),
                [.. changed.Select(column => after[column]), .. identity.Select(column => before[column])]);
    }

    private RowStatement UpdateOf(int[] changed)
    {
        var which = string.Join(',', changed);
        if (!updates.TryGetValue(which, out var update))
        {
            var set = changed.Select((column, at) => $"{Quote(columns[column].Name)} = {style.Marker(at)}");
            var where =
                identity.Select((column, at) => $"{Quote(columns[column].Name)} = {style.Marker(changed.Length + at)}");
            update = new RowStatement(
                Name,
                $"UPDATE {Name} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}",
                [.. changed.Concat(identity).Select(column => columns[column])],
                MustHit: true);
            updates.Add(which, update);
        }

        return update;
    }

    private string InsertSql() =>
        $"INSERT INTO {Name} ({string.Join(", ", columns.Select(column => Quote(column.Name)))}) "
        + $"VALUES ({string.Join(", ", columns.Select((_, at) => style.Marker(at)))})";

    private static string Quote(string name) => $"\"{name}\"";
}

/// <summary>One column of a table.</summary>
internal sealed class TableColumn(IProperty property)
{
    private readonly RelationalTypeMapping mapping = (RelationalTypeMapping)property.GetTypeMapping();
    private readonly IClrPropertyGetter getter = property.GetGetter();

    public string Name { get; } = property.GetColumnName();

    /// <summary>As the database calls it: <c>bigint</c>.</summary>
    public string StoreType { get; } = property.GetColumnType();

    public bool IsKey { get; } = property.IsPrimaryKey();

    public bool IsVersion { get; } = property.IsConcurrencyToken;

    /// <summary>As the database's driver takes it.</summary>
    public object? ValueIn(object row) => getter.GetClrValue(row) is { } value
        ? mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value
        : null;

    /// <param name="maker">Any command of the driver's.</param>
    /// <param name="name">Empty: by place.</param>
    public DbParameter CreateParameter(DbCommand maker, string name)
    {
        var parameter = mapping.CreateParameter(maker, "p", null, property.IsNullable);
        parameter.ParameterName = name;
        return parameter;
    }
}
