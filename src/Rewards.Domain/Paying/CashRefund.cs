namespace Rewards.Domain.Paying;

/// <summary>Why money goes back. Persisted by its snake_case name: never renamed.</summary>
public enum RefundCause
{
    /// <summary>Tickets were given back.</summary>
    Cancelled = 1,

    /// <summary>It came when the order was over.</summary>
    Late = 2,

    /// <summary>The order had been paid already.</summary>
    Duplicate = 3,

    /// <summary>A dispute was lost or given in to.</summary>
    Dispute = 4,

    /// <summary>An operator decided so.</summary>
    Operator = 5,
}

/// <summary>How a refund of money stands. Persisted by its snake_case name: never renamed.</summary>
public enum CashRefundState
{
    /// <summary>It is to be sent, or under way.</summary>
    Pending = 1,

    Succeeded = 2,

    /// <summary>The provider gave up; a person has to look.</summary>
    Failed = 3,
}

/// <summary>Money that goes back to who paid it.</summary>
public sealed record CashRefund
{
    /// <summary>Also the first key under which the provider is asked.</summary>
    public required string Id { get; init; }

    public required string OrderId { get; init; }

    public required string AttemptId { get; init; }

    public required Fen Amount { get; init; }

    public required RefundCause Cause { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public CashRefundState State { get; init; } = CashRefundState.Pending;

    /// <summary>How often it was begun with a new key.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>The provider's name for it; null: its answer is not known.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Under which the provider is asked: a new one after a failure, else it would answer with the failure.</summary>
    public string Key => Tries == 1 ? Id : $"{Id}-{Tries}";

    /// <summary>
    /// As the provider says of a try. What failed stays so, whatever is heard late; what succeeded may still fail: a card was
    /// closed, and the money came back. Of an earlier try than the last nothing follows.
    /// </summary>
    public CashRefund With(string? providerId, CashRefundState state, int ofTry) =>
        ofTry != Tries || State == CashRefundState.Failed || (State == CashRefundState.Succeeded && state != CashRefundState.Failed)
            ? this
            : this with { ProviderId = providerId, State = state };

    /// <summary>Begun anew.</summary>
    public CashRefund Again() => this with { State = CashRefundState.Pending, Tries = Tries + 1, ProviderId = null };
}
