using Microsoft.EntityFrameworkCore.Storage;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Reads what a group names, a round at a time, and writes what came of it in one transaction.</summary>
internal sealed class GroupStore : IDisposable
{
    /// <summary>
    /// What a request names leads to rows that lead to others. Who needs more rounds needs an index row that carries
    /// what spares one.
    /// </summary>
    public const int MostRounds = 3;

    private readonly RewardsDb db;
    private readonly Statements statements;
    private readonly Tables tables;

    /// <exception cref="InvalidOperationException">Commands could not name a row that they may want.</exception>
    public GroupStore(RewardsDb db)
    {
        (this.db, statements) = (db, new Statements(db));
        tables = Tables.Of(db);
    }

    /// <summary>One round trip a round, one query a table.</summary>
    public Group Read(IReadOnlyList<LedgerCommand> commands, Moment began)
    {
        var group = new Group(tables, began);
        for (var round = 1; round <= MostRounds; round++)
        {
            foreach (var command in commands)
            {
                command.Name(group, group.Wanted);
            }

            var due = group.Wanted.TakeDue();
            if (due.Count == 0)
            {
                break;
            }

            DamagedRows.Name(() => statements.Read(due, (at, row) => group.Read(due[at].Statement.Table, row)));
        }

        return group;
    }

    /// <returns>How many rows were written.</returns>
    /// <exception cref="CommitUnknownException">The connection was lost at COMMIT.</exception>
    public int Save(Group group)
    {
        using var transaction = db.Database.BeginTransaction();
        var rows = RowsOf(group);
        statements.Write(rows);
        Commit(transaction);
        return rows.Count;
    }

    public void Dispose() => statements.Dispose();

    /// <summary>
    /// In the one order in which all writers lock: accounts, rows that change, new rows, counters, a slot's own rows;
    /// each by table and key. So no two ever wait for each other in a circle.
    /// </summary>
    private List<(RowStatement Statement, object?[] Values)> RowsOf(Group group)
    {
        var written = new List<(RowStatement Statement, object?[] Values)>();
        foreach (var change in group.Accounts
            .OrderBy(change => change.Account.MemberId, StringComparer.Ordinal))
        {
            Update(
                group.AccountAsRead(change.Account.MemberId),
                AccountRow.From(change.Account, change.Moment.Programme.Calendar),
                written);
        }

        var changed = group.Rows.Where(row => row.Value.IsChanged).OrderBy(row => row.Key).ToList();
        UpdateThose(changed.Where(row => !IsOfSlot(row.Key)), written);
        written.AddRange(group.Entries.Select(entry => Insert(EntryRow.From(entry))));
        written.AddRange(changed.Where(row => row.Value.IsNew).Select(row => Insert(row.Value.Now!)));
        written.AddRange(changed.Where(row => row.Value is { IsNew: false, IsCounter: true })
            .Select(row => tables.Of(row.Key.Type).Move(row.Key.Key, row.Value)));
        UpdateThose(changed.Where(row => IsOfSlot(row.Key)), written);
        return written;
    }

    private static bool IsOfSlot(RowName name) => typeof(ISlotRow).IsAssignableFrom(name.Type);

    private void UpdateThose(
        IEnumerable<KeyValuePair<RowName, RowInGroup>> some, List<(RowStatement Statement, object?[] Values)> written)
    {
        foreach (var (_, row) in some.Where(row => row.Value is { IsNew: false, IsCounter: false }))
        {
            Update(row.AsRead, row.Now!, written);
        }
    }

    private (RowStatement Statement, object?[] Values) Insert(object row)
    {
        var table = tables.Of(row.GetType());
        return (table.Insert, table.Values(row));
    }

    /// <summary>Nothing, where nothing of it has changed.</summary>
    private void Update(object? before, object after, List<(RowStatement Statement, object?[] Values)> written)
    {
        if (before is null)
        {
            written.Add(Insert(after));
        }
        else if (tables.Of(after.GetType()).Update(before, after) is { } update)
        {
            written.Add(update);
        }
    }

    private void Commit(IDbContextTransaction transaction)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception exception) when (db.IsStorageFailure(exception))
        {
            throw new CommitUnknownException(exception);
        }
    }
}
