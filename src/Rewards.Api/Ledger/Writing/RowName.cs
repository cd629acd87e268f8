using System.Globalization;
using System.Linq.Expressions;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Names one row: by its type and the values of its key.</summary>
/// <param name="Type">Of the row.</param>
/// <param name="Key">The key's values, the owner first, in one text.</param>
internal readonly record struct RowName(Type Type, string Key) : IComparable<RowName>
{
    // No text that comes in holds it, so that no two keys make the same text.
    private const char Between = '\n';

    /// <param name="type">Of the row.</param>
    /// <param name="key">The values of its key. One text names most rows, and is taken as it is.</param>
    public static RowName Of(Type type, params ReadOnlySpan<object> key) => new(type, key switch
    {
        [string one] => one,
        [string owner, string own] => $"{owner}{Between}{own}",
        _ => string.Join(Between, [.. key.ToArray().Select(TextOf)]),
    });

    /// <summary>The order in which rows are locked: two writers never wait for each other in a circle.</summary>
    public int CompareTo(RowName other) => Type == other.Type
        ? string.CompareOrdinal(Key, other.Key)
        : string.CompareOrdinal(Type.Name, other.Type.Name);

    private static string? TextOf(object part) => Convert.ToString(part, CultureInfo.InvariantCulture);
}

/// <summary>
/// The rows of one owner, a member or a slot, that have one value in an indexed column: all that a decision may need of
/// many, since the rules let there be only so many.
/// </summary>
/// <typeparam name="T">The rows.</typeparam>
public sealed class RowSet<T>
    where T : class
{
    private readonly Func<T, string?> value;

    /// <param name="column">The indexed column; rows where it is null are in no set.</param>
    /// <param name="most">More of them than that are damage.</param>
    public RowSet(Expression<Func<T, string?>> column, int most)
    {
        (value, Most) = (column.Compile(), most);
        Column = ((MemberExpression)column.Body).Member.Name;
    }

    public int Most { get; }

    internal string Column { get; }

    internal bool Holds(T row, string wanted) => value(row) == wanted;
}
