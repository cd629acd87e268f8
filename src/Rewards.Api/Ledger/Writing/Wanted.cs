using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Rows that the commands of a group name, so that each table is read once in a round for all of them.</summary>
public sealed class Wanted
{
    private readonly Tables tables;
    private readonly HashSet<RowName> rows = [];
    private readonly HashSet<(Type Type, string Column, string Owner, string Value)> sets = [];
    private Dictionary<(Type Type, string? Column), List<object[]>> due = [];

    internal Wanted(Tables tables) => this.tables = tables;

    /// <summary>A row by the values of its key, in the key's order: the owner first.</summary>
    public void Row<T>(params ReadOnlySpan<object> key)
        where T : class
    {
        if (rows.Add(RowName.Of(typeof(T), key)))
        {
            Due(typeof(T), null).Add(key.ToArray());
        }
    }

    /// <summary>A member's account.</summary>
    public void Account(string memberId) => Row<AccountRow>(memberId);

    /// <summary>A few rows of one member, or of one slot.</summary>
    /// <param name="set">Which kind.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="value">What they have in the set's column.</param>
    public void Rows<T>(RowSet<T> set, string owner, string value)
        where T : class
    {
        if (sets.Add((typeof(T), set.Column, owner, value)))
        {
            Due(typeof(T), set.Column).Add([owner, value]);
        }
    }

    internal bool Has(RowName row) => rows.Contains(row);

    internal bool Has<T>(RowSet<T> set, string owner, string value)
        where T : class => sets.Contains((typeof(T), set.Column, owner, value));

    /// <summary>What was named since it was last asked, by table. Empty: the naming is over.</summary>
    internal IReadOnlyList<(NamingStatement Statement, IReadOnlyCollection<object[]> Names)> TakeDue()
    {
        var taken = due;
        due = [];
        return [.. taken.Select(named => (
            named.Key.Column is { } column
                ? tables.Of(named.Key.Type).BySet(column)
                : tables.Of(named.Key.Type).ByKey,
            (IReadOnlyCollection<object[]>)named.Value))];
    }

    private List<object[]> Due(Type type, string? column)
    {
        if (!due.TryGetValue((type, column), out var names))
        {
            tables.OfNamed(type);
            due.Add((type, column), names = []);
        }

        return names;
    }
}
