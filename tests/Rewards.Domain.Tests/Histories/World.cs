using System.Collections.Immutable;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Tests.Histories;

/// <summary>A programme with its members and their redemptions, as the service would store them.</summary>
internal sealed record World(Programme Programme, DateTimeOffset Now)
{
    public const string Accepted = "accepted";

    public ImmutableSortedDictionary<string, Account> Accounts { get; init; } =
        ImmutableSortedDictionary<string, Account>.Empty.WithComparers(StringComparer.Ordinal);

    public ImmutableList<Redemption> Redemptions { get; init; } = [];

    public ImmutableList<Refunded> Refunds { get; init; } = [];

    /// <summary>What the last act posted.</summary>
    public IReadOnlyList<Entry> Posted { get; init; } = [];

    /// <summary><see cref="Accepted"/> or the code of a refusal; null: the last act asked for nothing.</summary>
    public string? Answer { get; init; }

    public Moment Moment => new(Now, Programme, Moment.System);

    /// <summary>Takes a decision about a member's account and keeps what comes out.</summary>
    public World Ask<T>(string member, Func<Account, Outcome<T>> decide, Func<World, T, World> keep)
    {
        if (!Accounts.TryGetValue(member, out var account))
        {
            return this with { Posted = [], Answer = null };
        }

        var outcome = decide(account);
        return outcome.Refusal is { } refusal
            ? this with { Posted = [], Answer = refusal.Code }
            : keep(this, outcome.Value) with { Answer = Accepted };
    }

    public World Keep(LedgerChange change) =>
        this with { Accounts = Accounts.SetItem(change.Account.MemberId, change.Account), Posted = change.Entries };

    public World Keep(Redemption redemption, LedgerChange change)
    {
        var at = Redemptions.FindIndex(other => other.Id == redemption.Id);
        var redemptions = at < 0 ? Redemptions.Add(redemption) : Redemptions.SetItem(at, redemption);
        return Keep(change) with { Redemptions = redemptions };
    }

    public World Keep(Refunded refunded) =>
        Keep(refunded.Redemption, refunded.Ledger) with { Refunds = Refunds.Add(refunded) };

    /// <summary>Books on every account what is overdue now, as the jobs do.</summary>
    public World BookOverdue()
    {
        var changes = Accounts.Values.Select(account => LedgerChange.Open(account, Moment)).ToList();
        var booked = changes.Aggregate(this, (world, change) => world.Keep(change));
        return booked with { Posted = [.. changes.SelectMany(change => change.Entries)], Answer = null };
    }

    /// <summary>All that members and merchants can see, without how often something was booked.</summary>
    public string Outcome() =>
        new object[]
        {
            Accounts.Values.Select(account => account with { LastSeq = 0, LastEntryAt = default }).ToList(),
            Redemptions,
        }.InFull();
}
