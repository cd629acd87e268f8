using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Reads what a group named, one query a table, and writes what came of it in one transaction.</summary>
internal sealed class GroupStore(RewardsDb db) : IDisposable
{
    // Compiled for this context's model: each engine has its own.
    private readonly Func<RewardsDb, string[], IEnumerable<AccountRow>> accountsOf = EF.CompileQuery(
        (RewardsDb db, string[] members) => db.Accounts.AsNoTracking().Where(row => members.Contains(row.MemberId)));

    private readonly Func<RewardsDb, string[], string[], IEnumerable<RedemptionRow>> redemptionsOf = EF.CompileQuery(
        (RewardsDb db, string[] members, string[] ids) => db.Redemptions.AsNoTracking()
            .Where(row => members.Contains(row.MemberId) && ids.Contains(row.Id)));

    private readonly Keyed<IdempotencyRow> idempotencyRecords = new();
    private readonly Keyed<OrderNumberRow> orderNumbers = new();
    private readonly Keyed<RedemptionIndexRow> redemptionIndex = new();
    private readonly Keyed<WeChatIdentityRow> weChatIdentities = new();
    private readonly Keyed<UsedCodeRow> usedCodes = new();
    private readonly Keyed<InviteCodeRow> inviteCodes = new();

    private readonly PreparedRows rows = new(db);

    public void LoadKeys(Wanted wanted, Group group)
    {
        idempotencyRecords.Load(db, wanted, group);
        orderNumbers.Load(db, wanted, group);
        redemptionIndex.Load(db, wanted, group);
        weChatIdentities.Load(db, wanted, group);
        usedCodes.Load(db, wanted, group);
        inviteCodes.Load(db, wanted, group);
    }

    public void LoadMembers(Wanted wanted, Group group)
    {
        if (wanted.Members.Count > 0)
        {
            group.Loaded(accountsOf(db, [.. wanted.Members]));
        }

        if (wanted.Redemptions.Count > 0)
        {
            group.Loaded(redemptionsOf(db, [.. wanted.Redemptions.Values.Distinct()], [.. wanted.Redemptions.Keys]));
        }
    }

    /// <exception cref="CommitUnknownException">The connection was lost at COMMIT.</exception>
    public void Save(Group group)
    {
        using var transaction = db.Database.BeginTransaction();
        SaveAccounts(group);
        foreach (var redemption in group.ChangedRedemptions.OrderBy(
            redemption => redemption.Id, StringComparer.Ordinal))
        {
            Save(
                group.LoadedRedemption(redemption.Id),
                () => RedemptionRow.From(redemption),
                row => row.Set(redemption));
        }

        foreach (var row in group.Entries.Select(EntryRow.From)
            .Concat(group.NewRows.OrderBy(LockOrder, StringComparer.Ordinal)))
        {
            rows.Insert(row);
        }

        rows.Flush();
        Commit(transaction);
    }

    public void Dispose() => rows.Dispose();

    /// <summary>In the order of members, so that two writers never wait for each other in a circle.</summary>
    private void SaveAccounts(Group group)
    {
        foreach (var change in group.ChangedAccounts.OrderBy(change => change.Account.MemberId, StringComparer.Ordinal))
        {
            Save(
                group.LoadedAccount(change.Account.MemberId),
                () => new AccountRow { MemberId = change.Account.MemberId },
                row =>
                {
                    row.Version++;
                    row.Set(change.Account, change.Moment.Programme.Calendar);
                });
        }
    }

    /// <summary>For the same reason: a key that two writers want is always wanted in the same order.</summary>
    private static string LockOrder(object row) => $"{row.GetType().Name}/{(row as IKeyedRow)?.Key}";

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

    private void Save<T>(T? known, Func<T> create, Action<T> set)
        where T : class
    {
        if (known is null)
        {
            var created = create();
            set(created);
            rows.Insert(created);
        }
        else
        {
            var before = rows.Snapshot(known);
            set(known);
            rows.Update(known, before);
        }
    }

    private sealed class Keyed<T>
        where T : class, IKeyedRow
    {
        private readonly Func<RewardsDb, string[], IEnumerable<T>> with = EF.CompileQuery(
            (RewardsDb db, string[] keys) => db.Set<T>().AsNoTracking().Where(row => keys.Contains(row.Key)));

        public void Load(RewardsDb db, Wanted wanted, Group group)
        {
            var keys = wanted.Keys<T>();
            if (keys.Count > 0)
            {
                group.Loaded(with(db, [.. keys]));
            }
        }
    }
}
