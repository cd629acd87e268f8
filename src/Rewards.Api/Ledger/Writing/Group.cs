using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// What a group of commands decides on: the rows that they named, and what the commands before made of them. The
/// second spender sees what the first one took.
/// </summary>
public sealed class Group
{
    private readonly Dictionary<(Type, string), IKeyedRow> keyed = [];
    private readonly Dictionary<string, AccountRow> accountRows = [];
    private readonly Dictionary<string, RedemptionRow> redemptionRows = [];
    private readonly Dictionary<string, LedgerChange> changedAccounts = [];
    private readonly Dictionary<string, Redemption> changedRedemptions = [];
    private readonly List<Entry> entries = [];
    private readonly List<object> newRows = [];
    private readonly List<RedemptionOutcome> outcomes = [];

    internal IEnumerable<LedgerChange> ChangedAccounts => changedAccounts.Values;

    internal IEnumerable<Redemption> ChangedRedemptions => changedRedemptions.Values;

    internal IReadOnlyList<Entry> Entries => entries;

    internal IReadOnlyList<object> NewRows => newRows;

    /// <summary>What became of redemptions, one for each command that was about one.</summary>
    internal IReadOnlyList<RedemptionOutcome> Outcomes => outcomes;

    internal bool HasChanges => changedAccounts.Count > 0 || newRows.Count > 0;

    public T? Find<T>(string key)
        where T : class, IKeyedRow => keyed.GetValueOrDefault((typeof(T), key)) as T;

    /// <summary>Null: no such member.</summary>
    /// <exception cref="LedgerException">The row is damaged: only the commands on this account fail.</exception>
    public Account? FindAccount(string memberId) =>
        changedAccounts.TryGetValue(memberId, out var changed)
            ? changed.Account
            : accountRows.GetValueOrDefault(memberId)?.ToAccount();

    /// <summary>Null: no such redemption.</summary>
    /// <exception cref="LedgerException">The row is damaged.</exception>
    public Redemption? FindRedemption(string redemptionId) =>
        changedRedemptions.GetValueOrDefault(redemptionId)
        ?? redemptionRows.GetValueOrDefault(redemptionId)?.ToRedemption();

    internal void Loaded(IEnumerable<IKeyedRow> rows)
    {
        foreach (var row in rows)
        {
            keyed[(row.GetType(), row.Key)] = row;
        }
    }

    internal void Loaded(IEnumerable<AccountRow> rows)
    {
        foreach (var row in rows)
        {
            accountRows[row.MemberId] = row;
        }
    }

    internal void Loaded(IEnumerable<RedemptionRow> rows)
    {
        foreach (var row in rows)
        {
            redemptionRows[row.Id] = row;
        }
    }

    internal AccountRow? LoadedAccount(string memberId) => accountRows.GetValueOrDefault(memberId);

    internal RedemptionRow? LoadedRedemption(string redemptionId) => redemptionRows.GetValueOrDefault(redemptionId);

    internal void Apply(Changes changes)
    {
        foreach (var ledger in changes.Ledgers)
        {
            changedAccounts[ledger.Account.MemberId] = ledger;
            entries.AddRange(ledger.Entries);
        }

        if (changes.Refused is { } code)
        {
            outcomes.Add(RedemptionOutcome.Refused(code));
        }

        foreach (var redemption in changes.Redemptions)
        {
            outcomes.Add(RedemptionOutcome.Of(StatusOf(redemption.Id), redemption.Status));
            changedRedemptions[redemption.Id] = redemption;
        }

        newRows.AddRange(changes.Rows);
        Loaded(changes.Rows.OfType<IKeyedRow>());
    }

    private RedemptionStatus? StatusOf(string redemptionId) =>
        changedRedemptions.GetValueOrDefault(redemptionId)?.Status
            ?? redemptionRows.GetValueOrDefault(redemptionId)?.Status;
}
