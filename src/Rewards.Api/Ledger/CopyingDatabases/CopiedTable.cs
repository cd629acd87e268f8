using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>
/// One table of the model: read in the order of its key on any engine, written by COPY on PostgreSQL.
/// </summary>
internal sealed class CopiedTable
{
    private static readonly MethodInfo OfType = typeof(CopiedTable).GetMethod(
        nameof(Query), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Func<RewardsDb, string, object[], IEnumerable<object>> query;
    private readonly TableColumn[] columns;
    private readonly TableColumn[] key;

    /// <param name="type">As the target's model has it.</param>
    private CopiedTable(IEntityType type)
    {
        Name = type.GetTableName()!;
        columns = [.. type.GetProperties().Select(property => new TableColumn(property))];
        key = [.. type.FindPrimaryKey()!.Properties.Select(property => new TableColumn(property))];
        query = OfType.MakeGenericMethod(type.ClrType)
            .CreateDelegate<Func<RewardsDb, string, object[], IEnumerable<object>>>();
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns => [.. columns.Select(column => column.Name)];

    /// <summary>All of the model, so that a new table is copied too.</summary>
    public static IReadOnlyList<CopiedTable> AllOf(RewardsDb target) =>
        [.. target.Model.GetEntityTypes()
            .Select(type => new CopiedTable(type))
            .OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>A row's values in the order of the columns, as the target stores them.</summary>
    public object?[] Values(object row) => [.. columns.Select(column => column.ValueIn(row))];

    public object[] KeyOf(object row) => [.. key.Select(column => column.ValueIn(row)!)];

    public long Count(RewardsDb db)
    {
        var sql = $"SELECT count(*) AS \"Value\" FROM \"{Name}\"";
        return db.Database.SqlQueryRaw<long>(sql).Single();
    }

    /// <summary>The row with the greatest key; null in an empty table.</summary>
    public object? Last(RewardsDb db) =>
        Read(db, $"ORDER BY {Join(column => $"\"{column.Name}\" DESC")} LIMIT 1", []).SingleOrDefault();

    /// <summary>In the order of the key; streamed.</summary>
    public IEnumerable<object> Rows(RewardsDb db) => Read(db, $"ORDER BY {Join(column => $"\"{column.Name}\"")}", []);

    /// <summary>In the order of the key; streamed.</summary>
    /// <param name="db">Where.</param>
    /// <param name="after">The key before the first row; null: from the beginning.</param>
    /// <param name="most">At most as many.</param>
    public IEnumerable<object> Rows(RewardsDb db, object[]? after, int most)
    {
        var names = Join(column => $"\"{column.Name}\"");
        var places = string.Join(", ", Enumerable.Range(0, key.Length).Select(at => $"{{{at}}}"));
        var where = after is null ? "" : $"WHERE ({names}) > ({places}) ";
        return Read(db, $"{where}ORDER BY {names} LIMIT {most}", after ?? []);
    }

    public NpgsqlBinaryImporter BeginImport(NpgsqlConnection connection) =>
        connection.BeginBinaryImport($"COPY \"{Name}\" "
            + $"({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) FROM STDIN (FORMAT BINARY)");

    public void Write(NpgsqlBinaryImporter importer, object row)
    {
        importer.StartRow();
        foreach (var column in columns)
        {
            if (column.ValueIn(row) is { } value)
            {
                importer.Write(value, column.StoreType);
            }
            else
            {
                importer.WriteNull();
            }
        }
    }

    private string Join(Func<TableColumn, string> term) => string.Join(", ", key.Select(term));

    private IEnumerable<object> Read(RewardsDb db, string rest, object[] parameters) =>
        query(db, $"SELECT * FROM \"{Name}\" {rest}", parameters);

    private static IEnumerable<object> Query<T>(RewardsDb db, string sql, object[] parameters)
        where T : class => db.Set<T>().FromSqlRaw(sql, parameters).AsNoTracking().AsEnumerable();
}
