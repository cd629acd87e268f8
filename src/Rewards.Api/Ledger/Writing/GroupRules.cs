using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// What a command may write: asked before anything of it is taken over, so that one that breaks a rule fails alone.
/// </summary>
internal static class GroupRules
{
    /// <exception cref="InvalidOperationException">The command is a bug.</exception>
    /// <exception cref="LedgerException">
    /// What it adds is there, or a counter that a hold took from is not: what it followed from is damaged.
    /// </exception>
    public static void Assert(Changes changes, Group group, Tables tables)
    {
        var guarded = changes.Ledgers.Select(ledger => ledger.Account.MemberId).ToHashSet();
        foreach (var row in changes.Added)
        {
            AssertAdded(row, group);
            AssertGuarded(row, guarded);
        }

        foreach (var row in changes.Changed)
        {
            AssertChanged(row, group, tables);
            AssertGuarded(row, guarded);
        }

        foreach (var (counter, _) in changes.Counters)
        {
            AssertRead(group.NameOf(counter), group);
        }

        foreach (var share in changes.Ledgers.SelectMany(ledger => ledger.GivenBack))
        {
            _ = tables.OfCounter(share.Counter);
        }
    }

    /// <summary>A hold's end may move a counter that nobody named: what it holds is not known then.</summary>
    private static void AssertRead(RowName counter, Group group)
    {
        if (group.IsMovedUnread(counter))
        {
            throw new LedgerException($"{counter.Type.Name} '{counter.Key}' is not there, but a hold took from it.");
        }
    }

    private static void AssertAdded(object row, Group group)
    {
        if (row is ICounterRow or AccountRow or EntryRow)
        {
            throw new InvalidOperationException($"{row.GetType().Name} is not added as a row of its own.");
        }

        if (group.Knows(group.NameOf(row)))
        {
            throw new LedgerException(
                "The row to be written is there already: what it follows from is damaged.");
        }
    }

    private static void AssertChanged(object row, Group group, Tables tables)
    {
        if (row is ICounterRow or AccountRow or EntryRow or IAppendOnlyRow || !group.Knows(group.NameOf(row)))
        {
            throw new InvalidOperationException($"{row.GetType().Name} is not changed, or was not found before.");
        }

        if (row is not IMemberRow && !tables.Of(row.GetType()).HasVersion)
        {
            throw new InvalidOperationException(
                $"{row.GetType().Name} has no version: two writers would not notice each other.");
        }
    }

    /// <summary>A member's rows and points are guarded by one version, the account's.</summary>
    private static void AssertGuarded(object row, HashSet<string> guarded)
    {
        if (row is IMemberRow and not IAppendOnlyRow && !guarded.Contains(((IMemberRow)row).MemberId))
        {
            throw new InvalidOperationException(
                $"{row.GetType().Name} of {((IMemberRow)row).MemberId} is written without its account.");
        }
    }
}
