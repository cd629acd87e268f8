using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Writing;

/// <summary>What the model knows about one table, and the statements made of it. Every row is named by its key.</summary>
internal sealed class Table
{
    private static readonly Type[] TypesOfNames = [typeof(string), typeof(long), typeof(int), typeof(DateOnly)];

    /// <summary>One bit each says which have changed.</summary>
    private const int MostColumns = 64;

    private readonly Dialect dialect;
    private readonly TableColumn[] columns;
    private readonly TableColumn[] key;
    private readonly int[] identity;
    private readonly int version;
    private readonly ConcurrentDictionary<ulong, RowStatement> updates = [];
    private readonly ConcurrentDictionary<string, NamingStatement> sets = [];
    private readonly Lazy<Func<DbDataReader, object>> read;
    private readonly Lazy<RowStatement> move;
    private readonly Lazy<RowStatement> moveWithTally;
    private readonly Lazy<bool> countsInInt;

    public Table(IEntityType type, Dialect dialect)
    {
        this.dialect = dialect;
        (Type, Name) = (type.ClrType, type.GetTableName()!);
        columns = [.. type.GetProperties().Select(property => new TableColumn(property))];
        key = [.. type.FindPrimaryKey()!.Properties.Select(one =>
            columns.First(column => column.Property == one.PropertyInfo))];
        identity = [.. Enumerable.Range(0, columns.Length)
            .Where(column => columns[column].IsKey || columns[column].IsVersion)];
        version = Array.FindIndex(columns, column => column.IsVersion && column.StoredType == typeof(long));
        (read, move, moveWithTally) = (new(MakeReader), new(() => MakeMove([])), new(() => MakeMove([.. Tallied])));
        countsInInt = new(() => Taken.StoredType == typeof(int));
        IsValue = columns.All(column => column.Property.SetMethod is not { IsPublic: true } set
            || set.ReturnParameter.GetRequiredCustomModifiers().Contains(
                typeof(System.Runtime.CompilerServices.IsExternalInit)));
        Insert = new RowStatement(this, InsertSql(), columns, MustHit: false);
        ByKey = Select([.. key]);
        OneByKey = SelectOne();
        Unnameable = WhyUnnameable();
    }

    public Type Type { get; }

    public string Name { get; }

    public string Quoted => $"\"{Name}\"";

    private string Listed => string.Join(", ", columns.Select(column => column.Quoted));

    public RowStatement Insert { get; }

    /// <summary>Finds rows by lists of their key's columns.</summary>
    public NamingStatement ByKey { get; }

    /// <summary>Finds the row with the values of its key.</summary>
    public RowStatement OneByKey { get; }

    /// <summary>Whether two writers of one row notice each other.</summary>
    public bool HasVersion => version >= 0;

    private bool IsOwned => typeof(IMemberRow).IsAssignableFrom(Type);

    /// <summary>
    /// Why commands can't name rows of this table; null: they can. Asked at the start for every type that they may
    /// name.
    /// </summary>
    public string? Unnameable { get; }

    /// <summary>Whether a row that one command was handed could be changed behind its neighbours' back.</summary>
    public bool IsValue { get; }

    public RowName NameOf(object row) => row is IKeyedRow { Key: var text }
        ? new RowName(Type, text)
        : RowName.Of(Type, ValuesIn(row, key)!);

    public object Read(DbDataReader reader) => read.Value(reader);

    public object?[] Values(object row) => ValuesIn(row, columns);

    /// <summary>Finds the rows of some owners that have some values in another column.</summary>
    /// <param name="column">The property's name.</param>
    public NamingStatement BySet(string column) => sets.GetOrAdd(
        column, name => Select([key[0], columns.Single(one => one.Property.Name == name)]));

    /// <summary>
    /// Sets the columns that changed, where key and version are as they were; the version is raised. Null: nothing
    /// has changed.
    /// </summary>
    public (RowStatement Statement, object?[] Values)? Update(object before, object after)
    {
        var (old, now) = (Values(before), Values(after));
        if (HasVersion)
        {
            now[version] = Convert.ToInt64(old[version], System.Globalization.CultureInfo.InvariantCulture) + 1;
        }

        var changed = 0UL;
        var values = new List<object?>(columns.Length);
        for (var column = 0; column < columns.Length; column++)
        {
            if (!Equals(now[column], old[column]))
            {
                changed |= 1UL << column;
                values.Add(now[column]);
            }
        }

        return changed == 0 ? null : (updates.GetOrAdd(changed, MakeUpdate), [.. values, .. identity.Select(column => old[column])]);
    }

    /// <summary>
    /// Moves a counter, and what is beside it, if its bounds hold then, and if what commands relied on is as it was
    /// read.
    /// </summary>
    public (RowStatement Statement, object?[] Values) Move(string counter, RowInGroup row)
    {
        object moved = countsInInt.Value ? checked((int)row.Moved) : row.Moved;
        object?[] relied = row.AsRead is IReliedOnRow { ChangeSeq: var seq } ? [seq] : [];
        return row.Tally.Amounts.Count == 0
            ? (move.Value, [moved, counter, .. relied])
            : (moveWithTally.Value, [moved, counter, .. relied, .. Tallied.Select(column => (object?)row.Tally.Of(column.Property.Name))]);
    }

    private IEnumerable<TableColumn> Tallied =>
        columns.Where(column => column.Property.IsDefined(typeof(TallyAttribute), inherit: false));

    private TableColumn Taken => columns.Single(column => column.Property.Name == nameof(ICounterRow.Taken));

    /// <param name="tallied">The columns beside it that are moved too; what it may come to may be one of these.</param>
    private RowStatement MakeMove(IReadOnlyList<TableColumn> tallied)
    {
        var taken = Taken;
        var most = Type.GetCustomAttribute<CounterMostAttribute>()?.Sql
            ?? columns.Single(column => column.Property.Name == nameof(ICounterRow.Most)).Quoted;
        var relied = columns.Where(column =>
            column.Property.Name == nameof(IReliedOnRow.ChangeSeq) && typeof(IReliedOnRow).IsAssignableFrom(Type)).ToList();
        var moved = $"{taken.Quoted} + {dialect.Marker(0)}";
        var sums = tallied.Select((column, at) =>
            (column.Quoted, Sum: $"{column.Quoted} + {dialect.Marker(2 + relied.Count + at)}")).ToList();
        var sql = $"UPDATE {Quoted} SET {taken.Quoted} = {moved}{string.Concat(sums.Select(one => $", {one.Quoted} = {one.Sum}"))} "
            + $"WHERE {key[0].Quoted} = {dialect.Marker(1)} AND {moved} BETWEEN 0 AND {sums.Aggregate(most, (all, one) => all.Replace(one.Quoted, $"({one.Sum})", StringComparison.Ordinal))}"
            + string.Concat(relied.Select(column => $" AND {column.Quoted} = {dialect.Marker(2)}"));
        return new RowStatement(this, sql, [taken, key[0], .. relied, .. tallied], MustHit: true);
    }

    private string? WhyUnnameable() =>
        !IsOwned && !typeof(IKeyedRow).IsAssignableFrom(Type) && !typeof(ISlotRow).IsAssignableFrom(Type)
            ? $"{Type.Name} is neither a member's row nor a keyed one, nor a slot's"
        : key.FirstOrDefault(column => !TypesOfNames.Contains(column.StoredType)) is { } strange
            ? $"{Type.Name}'s key has a column that no name can be made of: {strange.Name}"
        : Type.GetConstructor([]) is null ? $"{Type.Name} has no constructor without parameters"
        : columns.Length > MostColumns ? $"{Type.Name} has more than {MostColumns} columns"
        : null;

    private NamingStatement Select(IReadOnlyList<TableColumn> by)
    {
        var dialect = this.dialect;
        var where = by.Select((column, at) => dialect.IsAmong(column.Quoted, at));
        return new NamingStatement(
            this,
            $"SELECT {Listed} FROM {Quoted} "
                + $"WHERE {string.Join(" AND ", where)}",
            by,
            dialect);
    }

    private RowStatement SelectOne()
    {
        var dialect = this.dialect;
        var where = key.Select((column, at) => $"{column.Quoted} = {dialect.Marker(at)}");
        return new RowStatement(
            this,
            $"SELECT {Listed} FROM {Quoted} WHERE {string.Join(" AND ", where)}",
            key,
            MustHit: false);
    }

    private static object?[] ValuesIn(object row, TableColumn[] columns)
    {
        var values = new object?[columns.Length];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = columns[at].ValueIn(row);
        }

        return values;
    }

    /// <param name="which">One bit a column.</param>
    private RowStatement MakeUpdate(ulong which)
    {
        int[] changed = [.. Enumerable.Range(0, columns.Length).Where(column => (which & (1UL << column)) != 0)];
        var set = changed.Select((column, at) => $"{columns[column].Quoted} = {dialect.Marker(at)}");
        var where = identity.Select((column, at) =>
            $"{columns[column].Quoted} = {dialect.Marker(changed.Length + at)}");
        return new RowStatement(
            this,
            $"UPDATE {Quoted} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}",
            [.. changed.Concat(identity).Select(column => columns[column])],
            MustHit: true);
    }

    private string InsertSql()
    {
        var dialect = this.dialect;
        return $"INSERT INTO {Quoted} ({Listed}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, at) => dialect.Marker(at)))})";
    }

    private Func<DbDataReader, object> MakeReader()
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var values = columns.Select((column, at) => Expression.Bind(column.Property, column.ReadFrom(reader, at)));
        return Expression.Lambda<Func<DbDataReader, object>>(
            Expression.MemberInit(Expression.New(Type), values), reader).Compile();
    }
}
