using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

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
    /// Redemptions as they are now, new ones among them. Their account must be among <see cref="Ledgers"/>.
    /// </summary>
    public IReadOnlyList<Redemption> Redemptions { get; init; } = [];

    /// <summary>Why a redemption was refused; null otherwise. Only counted.</summary>
    public string? Refused { get; init; }

    /// <summary>Other new rows.</summary>
    public IReadOnlyList<object> Rows { get; init; } = [];
}
