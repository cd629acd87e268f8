namespace Rewards.Domain.Ledger;

/// <summary>A wish to move points; <see cref="LedgerChange.Post"/> turns it into an entry.</summary>
public sealed record Movement(EntryKind Kind, string From, string To, IReadOnlyList<Slice> Slices)
{
    public string? Reference { get; init; }

    public string? Note { get; init; }

    /// <summary>The day on which it takes effect, where that is not the day of the booking.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Where the clock and not a person caused it.</summary>
    public bool IsByTime { get; init; }

    /// <summary>When a new hold ends. Required for <see cref="EntryKind.Hold"/>, unused elsewhere.</summary>
    public DateTimeOffset HoldExpiresAt { get; init; }

    /// <summary>What a new hold took from shared counters.</summary>
    public IReadOnlyList<CounterShare> Shares { get; init; } = [];
}
