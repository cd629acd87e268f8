using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Tests.Platform.Store;

/// <summary>What lets the schema be sharded by member: every table is of one class, and keeps to its rule.</summary>
internal static class SchemaRules
{
    public const string MemberColumn = "member_id";
    public const string KeyColumn = "key";
    public const string SlotColumn = "slot_id";

    private static readonly Type[] Classes =
        [typeof(IMemberRow), typeof(IKeyedRow), typeof(ISlotRow), typeof(IReferenceRow), typeof(ILocalRow)];

    /// <summary>The class of a table's rows; null: none, or several.</summary>
    public static Type? ClassOf(IReadOnlyEntityType table)
    {
        var classes = Classes.Where(one => one.IsAssignableFrom(table.ClrType)).ToList();
        return classes.Count == 1 ? classes[0] : null;
    }

    /// <summary>Each broken rule in a sentence that begins with the table.</summary>
    public static IReadOnlyList<string> Broken(IReadOnlyModel model)
    {
        var broken = new List<string>();
        foreach (var table in model.GetEntityTypes())
        {
            broken.AddRange(BrokenBy(table).Select(rule => $"{table.GetTableName()}: {rule}"));
        }

        return broken;
    }

    private static IEnumerable<string> BrokenBy(IReadOnlyEntityType table) =>
        ClassOf(table) switch
        {
            null => [$"is not in exactly one class ({string.Join(", ", Classes.Select(one => one.Name))})"],
            { Name: nameof(IMemberRow) } =>
                [.. BrokenByKey(table, MemberColumn), .. BrokenByDistributed(table, MemberColumn)],
            { Name: nameof(ISlotRow) } =>
                [.. BrokenByKey(table, SlotColumn), .. BrokenByDistributed(table, SlotColumn)],
            { Name: nameof(IKeyedRow) } => [.. BrokenByOwnKey(table), .. BrokenByDistributed(table, KeyColumn)],
            _ => [],
        };

    private static IEnumerable<string> BrokenByKey(IReadOnlyEntityType table, string first) =>
        table.FindPrimaryKey()?.Properties[0].GetColumnName() == first
            ? []
            : [$"the primary key does not begin with {first}"];

    private static IEnumerable<string> BrokenByOwnKey(IReadOnlyEntityType table)
    {
        var key = table.FindPrimaryKey()?.Properties;
        return key is [{ ClrType: var type }] && type == typeof(string) && key[0].GetColumnName() == KeyColumn
            ? []
            : [$"the primary key is not one text named {KeyColumn}"];
    }

    /// <summary>
    /// A shard can see to it that something is unique only among its own rows, and numbers only those.
    /// </summary>
    private static IEnumerable<string> BrokenByDistributed(IReadOnlyEntityType table, string column)
    {
        var unique = table.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties)
            .Concat(table.GetKeys().Select(key => key.Properties));
        foreach (var properties in unique
            .Where(properties => properties.All(property => property.GetColumnName() != column)))
        {
            yield return $"unique over ({string.Join(", ", properties.Select(property => property.GetColumnName()))}) "
                + $"without {column}";
        }

        foreach (var property in table.GetProperties().Where(IsGenerated))
        {
            yield return $"{property.GetColumnName()} gets its value from the database";
        }
    }

    private static bool IsGenerated(IReadOnlyProperty property) =>
        property.ValueGenerated != ValueGenerated.Never
        || property.GetDefaultValueSql() is not null
        || property.GetComputedColumnSql() is not null;
}
