using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// What a command may write: asked before anything of it is taken over, so that one that breaks a rule fails alone.
/// </summary>
internal static class GroupRules
{
    /// <param name="changes">What the command wants written.</param>
    /// <param name="added">The names of what it adds.</param>
    /// <param name="changed">The names of what it changes.</param>
    /// <param name="group">As the commands before have left it.</param>
    /// <param name="tables">Of the model.</param>
    /// <exception cref="InvalidOperationException">The command is a bug.</exception>
    /// <exception cref="LedgerException">
    /// What it adds is there, or a counter that a hold took from is not: what it followed from is damaged.
    /// </exception>
    public static void Assert(Changes changes, RowName[] added, RowName[] changed, Group group, Tables tables)
    {
        for (var at = 0; at < added.Length; at++)
        {
            AssertAdded(changes.Added[at], added[at], group);
            AssertGuarded(changes.Added[at], changes.Ledgers);
        }

        for (var at = 0; at < changed.Length; at++)
        {
            AssertChanged(changes.Changed[at], changed[at], group, tables);
            AssertGuarded(changes.Changed[at], changes.Ledgers);
        }

        foreach (var (counter, _) in changes.Counters)
        {
            AssertRead(group.NameOf(counter), group);
        }

        foreach (var ledger in changes.Ledgers)
        {
            ledger.GivenBack.ForEach(share => _ = tables.OfCounter(share.Counter));
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

    private static void AssertAdded(object row, RowName name, Group group)
    {
        if (row is ICounterRow or AccountRow or EntryRow)
        {
            throw new InvalidOperationException($"{row.GetType().Name} is not added as a row of its own.");
        }

        if (group.Knows(name))
        {
            throw new LedgerException(
                "The row to be written is there already: what it follows from is damaged.");
        }
    }

    private static void AssertChanged(object row, RowName name, Group group, Tables tables)
    {
        if (row is ICounterRow or AccountRow or EntryRow or IAppendOnlyRow || !group.Knows(name))
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
    private static void AssertGuarded(object row, IReadOnlyList<LedgerChange> guards)
    {
        if (row is IAppendOnlyRow || row is not IMemberRow owned)
        {
            return;
        }

        foreach (var guard in guards)
        {
            if (guard.Account.MemberId == owned.MemberId)
            {
                return;
            }
        }

        throw new InvalidOperationException($"{row.GetType().Name} of {owned.MemberId} is written without its account.");
    }
}
