using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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
    private readonly Column[] columns;
    private readonly string name;

    public Table(IEntityType type)
    {
        name = Quote(type.GetTableName()!);
        columns = [.. type.GetProperties().Select(property => new Column(property))];
    }

    public string InsertSql =>
        $"INSERT INTO {name} ({Names}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})";

    public string CopySql => $"COPY {name} ({Names}) FROM STDIN (FORMAT BINARY)";

    private string Names => string.Join(", ", columns.Select(column => Quote(column.Name)));

    public object?[] InsertValues(object row) => [.. columns.Select(column => column.ValueIn(row))];

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
