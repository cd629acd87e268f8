using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// What a group of commands decides on: the rows that they named, and what the commands before made of them. The
/// second spender sees what the first one took. Rows are values: nothing a command does reaches its neighbours but
/// through <see cref="Changes"/>.
/// </summary>
public sealed class Group
{
    private readonly Tables tables;
    private readonly Wanted wanted;
    private readonly Dictionary<RowName, RowInGroup> rows = [];

    /// <summary>By type and owner: only of types that somebody looked for a set of.</summary>
    private readonly Dictionary<Type, Dictionary<string, List<RowName>>> owned = [];
    private readonly Dictionary<string, LedgerChange> accounts = [];
    private readonly Dictionary<string, Account> opened = [];
    private readonly List<Entry> entries = [];
    private readonly List<RedemptionOutcome> outcomes = [];

    internal Group(Tables tables, Moment began) =>
        (this.tables, wanted, Began) = (tables, new Wanted(tables), began);

    /// <summary>
    /// When the naming began: for names with a date in them. Who decides on another date than they named decides anew.
    /// </summary>
    public Moment Began { get; }

    internal Wanted Wanted => wanted;

    internal IEnumerable<LedgerChange> Accounts => accounts.Values;

    internal IReadOnlyList<Entry> Entries => entries;

    /// <summary>Rows that were named or written, accounts aside.</summary>
    internal IEnumerable<KeyValuePair<RowName, RowInGroup>> Rows => rows;

    /// <summary>What became of redemptions, one for each command that was about one.</summary>
    internal IReadOnlyList<RedemptionOutcome> Outcomes => outcomes;

    internal bool HasChanges => accounts.Count > 0 || rows.Values.Any(row => row.IsChanged);

    /// <param name="key">The values of its key, in the key's order: the owner first.</param>
    /// <returns>Null: there is none.</returns>
    /// <exception cref="NotReadException">It was not named.</exception>
    public T? Find<T>(params ReadOnlySpan<object> key)
        where T : class
    {
        var name = RowName.Of(typeof(T), key);
        return rows.TryGetValue(name, out var row) && row.Now is T found ? found
            : wanted.Has(name) ? null
            : throw new NotReadException($"{typeof(T).Name} '{name.Key}' was not named.");
    }

    /// <summary>The rows of a set, in the order of their keys.</summary>
    /// <exception cref="NotReadException">The set was not named.</exception>
    /// <exception cref="LedgerException">There are more of them than there can be.</exception>
    public IReadOnlyList<T> FindAll<T>(RowSet<T> set, string owner, string value)
        where T : class
    {
        if (!wanted.Has(set, owner, value))
        {
            throw new NotReadException($"The {typeof(T).Name}s of {owner} with '{value}' were not named.");
        }

        List<T> found =
        [
            .. OwnedOf(typeof(T)).GetValueOrDefault(owner, [])
                .Order()
                .Select(name => rows[name].Now)
                .OfType<T>()
                .Where(row => set.Holds(row, value)),
        ];
        return found.Count <= set.Most
            ? found
            : throw new LedgerException($"{owner} has more than {set.Most} {typeof(T).Name}s with '{value}'.");
    }

    /// <summary>Null: no such member.</summary>
    /// <exception cref="LedgerException">The row is damaged: only the commands on this account fail.</exception>
    /// <exception cref="NotReadException">It was not named.</exception>
    public Account? FindAccount(string memberId)
    {
        if (accounts.TryGetValue(memberId, out var changed))
        {
            return changed.Account;
        }

        if (!opened.TryGetValue(memberId, out var account) && Find<AccountRow>(memberId) is { } row)
        {
            opened.Add(memberId, account = row.ToAccount());
        }

        return account;
    }

    internal AccountRow? AccountAsRead(string memberId) =>
        rows.GetValueOrDefault(RowName.Of(typeof(AccountRow), memberId))?.AsRead as AccountRow;

    internal void Read(Table table, object row)
    {
        var name = table.NameOf(row);
        if (!rows.ContainsKey(name))
        {
            Remember(name, new RowInGroup(row), row);
        }
    }

    internal void Apply(Changes changes)
    {
        var added = NamesOf(changes.Added);
        var changed = NamesOf(changes.Changed);
        GroupRules.Assert(changes, added, changed, this, tables);
        foreach (var ledger in changes.Ledgers)
        {
            accounts[ledger.Account.MemberId] = ledger;
            entries.AddRange(ledger.Entries);
            ledger.GivenBack.ForEach(GiveBack);
        }

        for (var at = 0; at < added.Length; at++)
        {
            Remember(added[at], new RowInGroup(null) { Now = changes.Added[at] }, changes.Added[at]);
        }

        for (var at = 0; at < changed.Length; at++)
        {
            rows[changed[at]].Now = changes.Changed[at];
        }

        foreach (var move in changes.Counters)
        {
            Move(move);
        }

        if (changes.Outcome is { } outcome)
        {
            outcomes.Add(outcome);
        }
    }

    internal RowName NameOf(object row) => tables.Of(row.GetType()).NameOf(row);

    internal bool Knows(RowName name) => rows.ContainsKey(name);

    internal bool IsMovedUnread(RowName name) => rows.TryGetValue(name, out var row) && row.Now is null;

    private RowName[] NamesOf(IReadOnlyList<object> some)
    {
        var names = new RowName[some.Count];
        for (var at = 0; at < names.Length; at++)
        {
            names[at] = NameOf(some[at]);
        }

        return names;
    }

    private void Remember(RowName name, RowInGroup state, object row)
    {
        rows[name] = state;
        if (owned.TryGetValue(name.Type, out var byOwner))
        {
            Own(byOwner, name, row);
        }
    }

    private Dictionary<string, List<RowName>> OwnedOf(Type type)
    {
        if (!owned.TryGetValue(type, out var byOwner))
        {
            owned.Add(type, byOwner = []);
            foreach (var (name, row) in rows.Where(row => row.Key.Type == type))
            {
                Own(byOwner, name, row.Now!);
            }
        }

        return byOwner;
    }

    private static void Own(Dictionary<string, List<RowName>> byOwner, RowName name, object row)
    {
        var owner = row is ISlotRow ofSlot ? ofSlot.SlotId : ((IMemberRow)row).MemberId;
        if (!byOwner.TryGetValue(owner, out var names))
        {
            byOwner.Add(owner, names = []);
        }

        names.Add(name);
    }

    private void Move(CounterChange move)
    {
        var (counter, amount) = move;
        var name = NameOf(counter);
        if (!rows.TryGetValue(name, out var row))
        {
            rows.Add(name, row = new RowInGroup(null) { Now = counter });
        }

        row.Now = ((ICounterRow)row.Now!).Plus(amount);
        row.Moved += amount;
        row.IsReliedOn |= counter is IReliedOnRow;
        if (move.Tally.Amounts.Count > 0)
        {
            row.Now = ((ITalliedRow)row.Now).Plus(move.Tally);
            row.Tally = row.Tally.Plus(move.Tally);
        }
    }

    /// <summary>Whoever books a hold's end did not name what it took: the counter is moved unread.</summary>
    private void GiveBack(CounterShare share)
    {
        var name = RowName.Of(tables.OfCounter(share.Counter).Type, share.Key);
        if (!rows.TryGetValue(name, out var row))
        {
            rows.Add(name, row = new RowInGroup(null));
        }

        row.Now = (row.Now as ICounterRow)?.Plus(-share.Amount);
        row.Moved -= share.Amount;
    }
}
