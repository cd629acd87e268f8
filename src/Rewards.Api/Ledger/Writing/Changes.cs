using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// What one command wants written, all or nothing. A command that throws half-way has changed nothing, since only
/// what it returns counts.
/// </summary>
public sealed record Changes
{
    public static Changes None { get; } = new();

    /// <summary>Accounts after the command, with the entries that say why.</summary>
    public IReadOnlyList<LedgerChange> Ledgers { get; init; } = [];

    /// <summary>
    /// New rows of any type. A member's row needs that member's account among <see cref="Ledgers"/>, so that the
    /// account's version guards it, unless it is an <see cref="IAppendOnlyRow"/>.
    /// </summary>
    public IReadOnlyList<object> Added { get; init; } = [];

    /// <summary>
    /// Rows that were found, as they are now: guarded by the member's account, or by a version of their own.
    /// </summary>
    public IReadOnlyList<object> Changed { get; init; } = [];

    /// <summary>What is taken from counters that many members share, or given back to them.</summary>
    public IReadOnlyList<CounterChange> Counters { get; init; } = [];

    /// <summary>What became of a redemption; null: it was about none. Only counted.</summary>
    internal RedemptionOutcome? Outcome { get; init; }
}

/// <summary>A shared counter to be moved.</summary>
/// <param name="Counter">
/// As it was found; or, where it is not there yet, as it is to begin, with nothing taken.
/// </param>
/// <param name="Amount">Taken; negative: given back.</param>
public sealed record CounterChange(ICounterRow Counter, long Amount)
{
    /// <summary>What is added to the numbers beside it.</summary>
    public Tally Tally { get; init; } = Tally.None;
}
