namespace Rewards.Domain.Ordering;

/// <summary>
/// What staff looked at, to see that an offer is for whoever shows it. Only the kind is kept, never a number or a picture.
/// Persisted by its snake_case name: never renamed.
/// </summary>
public enum DocumentKind
{
    IdentityCard = 1,
    MilitaryId = 2,
    SeniorCard = 3,
    StudentCard = 4,
    ResidencePermit = 5,
    DisabilityCard = 6,
    Other = 7,
}

/// <summary>How a ticket was used.</summary>
/// <param name="People">Who came in with it.</param>
/// <param name="VenueId">Where; null: it was not said.</param>
/// <param name="Document">What staff looked at; null: nothing.</param>
/// <param name="IsByHand">Nothing was scanned.</param>
public sealed record TicketUse(int People, string? VenueId, DocumentKind? Document, bool IsByHand);

/// <summary>The right to one use of an order. It carries its own part of the order's points and cash.</summary>
public sealed record Ticket
{
    public required string Id { get; init; }

    /// <summary>From 1, within the order.</summary>
    public required int N { get; init; }

    /// <summary>What staff read or type.</summary>
    public required string Code { get; init; }

    /// <summary>As stored: one that was not used in its time still says <see cref="TicketStatus.Valid"/>.</summary>
    public TicketStatus Status { get; init; } = TicketStatus.Valid;

    public Points Points { get; init; }

    public Fen Cash { get; init; }

    /// <summary>What its cancellation cost, from its cash.</summary>
    public Fen Fee { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>How it was used; null: it was not.</summary>
    public TicketUse? Use { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>It was cancelled while its points were held: they were released, and nothing of it was captured.</summary>
    public bool IsReleased { get; init; }

    /// <summary>Cancelled, without a fee.</summary>
    internal Ticket CancelAt(DateTimeOffset now) =>
        this with { Status = TicketStatus.Cancelled, CancelledAt = now, UsedAt = null, Use = null };

    /// <summary>When an operator forgave that it was missed; null: nobody did.</summary>
    public DateTimeOffset? ForgivenAt { get; init; }
}
