namespace Rewards.Domain.Paying;

/// <summary>How an attempt to pay stands. Persisted by its snake_case name: never renamed.</summary>
public enum AttemptState
{
    /// <summary>It was begun; what became of it is not known yet.</summary>
    Open = 1,

    Paid = 2,

    /// <summary>The provider says that nothing was paid and nothing can be any more.</summary>
    Ended = 3,

    /// <summary>What was paid is not what was asked for: nothing follows of it until a person has looked.</summary>
    Quarantined = 4,
}

/// <summary>One attempt to pay an order's cash. It is written down before the provider is asked.</summary>
public sealed record PaymentAttempt
{
    /// <summary>Also the key under which the provider is asked: the same question twice is one session.</summary>
    public required string Id { get; init; }

    public required string OrderId { get; init; }

    /// <summary>From 1, within the order.</summary>
    public required int N { get; init; }

    public required Fen Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the provider ends it by itself.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public AttemptState State { get; init; } = AttemptState.Open;

    /// <summary>The provider's name for it; null: its answer is not known.</summary>
    public string? SessionId { get; init; }

    /// <summary>Where the member pays; null: the provider's answer is not known.</summary>
    public string? Url { get; init; }

    /// <summary>The provider's name for the money; null: none was paid.</summary>
    public string? PaymentId { get; init; }

    /// <summary>When it was known to be paid, ended or quarantined; null: it is open.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Why it is quarantined; null: it is not.</summary>
    public string? Mismatch { get; init; }
}

/// <summary>How a session stands at the provider.</summary>
public enum SessionState
{
    /// <summary>Nothing was paid yet, or it is under way.</summary>
    Open,

    Paid,

    /// <summary>Nothing was paid, and nothing can be.</summary>
    Ended,
}

/// <summary>What the provider says when it is asked: only that counts.</summary>
/// <param name="SessionId">Its name for the session.</param>
/// <param name="State">How it stands.</param>
/// <param name="Amount">Of the session.</param>
/// <param name="Currency">Lower case.</param>
/// <param name="IsLive">Real money.</param>
/// <param name="OrderId">As we had said it; null: it says none.</param>
/// <param name="AttemptId">As we had said it; null: it says none.</param>
/// <param name="PaymentId">Null: nothing was paid.</param>
public sealed record SessionReport(
    string SessionId,
    SessionState State,
    Fen Amount,
    string Currency,
    bool IsLive,
    string? OrderId,
    string? AttemptId,
    string? PaymentId);
