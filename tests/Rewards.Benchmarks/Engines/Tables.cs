using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Benchmarks.Engines;

/// <summary>Turns rows into column values, from the service's own model.</summary>
internal sealed class Tables(IModel model)
{
    private readonly Dictionary<Type, Table> tables = [];

    public Table Of(Type row)
    {
        if (!tables.TryGetValue(row, out var table))
        {
            tables.Add(row, table = new Table(model.FindEntityType(row)!));
        }

        return table;
    }
}

internal sealed class Table
{
    private static readonly string[] SpendingColumns =
    [
        nameof(AccountRow.Version), nameof(AccountRow.LastSeq), nameof(AccountRow.LastEntryAt),
        nameof(AccountRow.Available), nameof(AccountRow.Lots), nameof(AccountRow.Spent),
    ];

    private readonly Column[] columns;
    private readonly Column[] spending;
    private readonly string name;

    public Table(IEntityType type)
    {
        name = Quote(type.GetTableName()!);
        columns = [.. type.GetProperties().Select(property => new Column(property))];
        spending = [.. SpendingColumns.Append(nameof(AccountRow.MemberId))
            .Select(type.FindProperty)
            .OfType<IProperty>()
            .Select(property => new Column(property))];
    }

    public string InsertSql =>
        $"INSERT INTO {name} ({Names}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})";

    public string CopySql => $"COPY {name} ({Names}) FROM STDIN (FORMAT BINARY)";

    /// <summary>
    /// Of the account's table: writes what a spending changes, over the version that the row must have.
    /// </summary>
    public string SpendSql =>
        $"UPDATE {name} "
        + $"SET {string.Join(", ", spending[..^1].Select((column, at) => $"{Quote(column.Name)} = @p{at}"))} "
        + $"WHERE {Quote(spending[^1].Name)} = @p{spending.Length - 1} "
        + $"AND {Quote(spending[0].Name)} = @p{spending.Length}";

    private string Names => string.Join(", ", columns.Select(column => Quote(column.Name)));

    public object?[] InsertValues(object row) => ValuesOf(columns, row);

    public object?[] SpendValues(AccountRow row) => [.. ValuesOf(spending, row), row.Version - 1];

    private static object?[] ValuesOf(Column[] columns, object row)
    {
        var values = new object?[columns.Length];
        for (var at = 0; at < columns.Length; at++)
        {
            values[at] = columns[at].ValueIn(row);
        }

        return values;
    }

    private static string Quote(string name) => $"\"{name}\"";

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly ValueConverter? converter = property.GetTypeMapping().Converter;

        public string Name { get; } = property.GetColumnName();

        public object? ValueIn(object row) =>
            getter.GetClrValue(row) is { } value
                ? converter is null ? value : converter.ConvertToProvider(value)
                : null;
    }
}
