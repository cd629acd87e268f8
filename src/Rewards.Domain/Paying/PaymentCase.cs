namespace Rewards.Domain.Paying;

/// <summary>Why a person has to look at money. Persisted by its snake_case name: never renamed.</summary>
public enum PaymentCaseKind
{
    /// <summary>What was paid is not what was asked for: nothing was captured.</summary>
    Quarantined = 1,

    /// <summary>Who paid told their bank that they did not want to: the order is frozen.</summary>
    Disputed = 2,

    /// <summary>The provider could not give money back.</summary>
    RefundFailed = 3,
}

/// <summary>How a case stands. Persisted by its snake_case name: never renamed.</summary>
public enum PaymentCaseStatus
{
    Open = 1,

    /// <summary>One operator has said what is to be done; another has to agree.</summary>
    PendingApproval = 2,

    Resolved = 3,
}

/// <summary>What is done about a case. Persisted by its snake_case name: never renamed.</summary>
public enum CaseDecision
{
    /// <summary>All of what was paid goes back.</summary>
    Refund = 1,

    /// <summary>It was settled elsewhere, by hand at the provider or by a transfer: nothing follows here.</summary>
    SettledOutside = 2,

    /// <summary>The refund is sent again, under a new key.</summary>
    Retry = 3,

    /// <summary>The provider says that the dispute was won: the order goes on.</summary>
    Won = 4,

    /// <summary>The provider says that the dispute was lost: the order stays frozen.</summary>
    Lost = 5,
}

/// <summary>How a dispute stands at the provider. Persisted by its snake_case name: never renamed.</summary>
public enum DisputeState
{
    Open = 1,
    Won = 2,
    Lost = 3,
}

/// <summary>What the provider says of a dispute.</summary>
/// <param name="Id">Its name for it.</param>
/// <param name="PaymentId">Its name for what was paid.</param>
/// <param name="State">How it stands.</param>
/// <param name="Amount">What is disputed.</param>
public sealed record DisputeReport(string Id, string PaymentId, DisputeState State, Fen Amount);

/// <summary>Money that a person has to look at, and what two of them decided.</summary>
public sealed record PaymentCase
{
    public required string Id { get; init; }

    public required PaymentCaseKind Kind { get; init; }

    public required string OrderId { get; init; }

    /// <summary>What was paid.</summary>
    public required string AttemptId { get; init; }

    /// <summary>What failed to go back; null: it is not about that.</summary>
    public string? RefundId { get; init; }

    /// <summary>The provider's name for the dispute; null: it is not about one.</summary>
    public string? DisputeId { get; init; }

    /// <summary>Null: it is not about a dispute.</summary>
    public DisputeState? Dispute { get; init; }

    /// <summary>What it is about, in fen; where another currency was paid, in its smallest unit.</summary>
    public required Fen Amount { get; init; }

    /// <summary>What the provider said, in a word; null: nothing.</summary>
    public string? Cause { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public PaymentCaseStatus Status { get; init; } = PaymentCaseStatus.Open;

    /// <summary>Null: nobody has said what is to be done.</summary>
    public CaseDecision? Decision { get; init; }

    public string? Reason { get; init; }

    public string? RequestedBy { get; init; }

    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Who agreed; null: nobody yet.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>A dispute that is open or lost: of one that was won operators have said so.</summary>
    public bool Freezes => Kind == PaymentCaseKind.Disputed && !(Status == PaymentCaseStatus.Resolved && Decision == CaseDecision.Won);

    /// <summary>What can be decided as it stands now.</summary>
    public IReadOnlyList<CaseDecision> Possible => (Kind, Dispute) switch
    {
        (PaymentCaseKind.Quarantined, _) => [CaseDecision.Refund, CaseDecision.SettledOutside],
        (PaymentCaseKind.RefundFailed, _) => [CaseDecision.Retry, CaseDecision.SettledOutside],
        (_, DisputeState.Won) => [CaseDecision.Won],
        (_, DisputeState.Lost) => [CaseDecision.Lost],
        _ => [],
    };
}
