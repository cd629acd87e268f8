using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>A member's purchase or free booking of one offer, and of one of its slots.</summary>
public sealed record Order
{
    /// <summary>
    /// Why an order was given back that nobody came for in time. Part of the API contract, and persisted: never renamed.
    /// </summary>
    public const string Unused = "unused";

    public required string Id { get; init; }

    public required string MemberId { get; init; }

    public required string MerchantId { get; init; }

    public required string OfferId { get; init; }

    /// <summary>The version whose terms apply, whatever the offer says by now.</summary>
    public required int OfferVersion { get; init; }

    /// <summary>Null for goods.</summary>
    public required string? SlotId { get; init; }

    public required string? VenueId { get; init; }

    /// <summary>As the version calls it.</summary>
    public required string Title { get; init; }

    /// <summary>Of one ticket.</summary>
    public required Fen UnitPrice { get; init; }

    public required PaymentWay Payment { get; init; }

    /// <summary>The class of people that the member declared to be of; null: it is for everybody.</summary>
    public Eligibility? Eligibility { get; init; }

    public required OrderTimes Times { get; init; }

    /// <summary>Null exactly where it costs nothing.</summary>
    public string? RedemptionId { get; init; }

    /// <summary>Whether not to come counts against the member: see <see cref="MissedBookings"/>.</summary>
    public bool IsMissCounted { get; init; }

    /// <summary>How many moves of its slot it has followed.</summary>
    public int Moves { get; init; }

    /// <summary>Up to when (inclusive) it can be cancelled in full, since its slot moved; null: it did not.</summary>
    public DateTimeOffset? FreeUntil { get; init; }

    /// <summary>The last instant (inclusive) at which the member can cancel.</summary>
    public DateTimeOffset CancelUntil => FreeUntil > Times.CancelUntil ? FreeUntil.Value : Times.CancelUntil;

    /// <summary>From when on (inclusive) what was not used goes back in full; null: it does not.</summary>
    public DateTimeOffset? GoesBackAt { get; init; }

    /// <summary>As stored: <see cref="OrderStatus.Completed"/> is computed.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Confirmed;

    /// <summary>Why another than the member cancelled it, or some of it; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<Ticket> Tickets { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Up to when (exclusive) its cash can be paid; null: there was none to pay online.</summary>
    public DateTimeOffset? PayUntil { get; init; }

    /// <summary>From when on (inclusive) an order that is not paid is over for good: a payment may be under way until then.</summary>
    public DateTimeOffset? HeldUntil => PayUntil + PayingRules.HeldBeyond;

    /// <summary>The attempt that paid its cash; null: none did.</summary>
    public string? PaidBy { get; init; }

    /// <summary>
    /// Since when who paid disputes it: nobody comes in, and nothing goes back, until an operator says that it was won. Null:
    /// nobody does.
    /// </summary>
    public DateTimeOffset? DisputedAt { get; init; }

    public Fen Gross => UnitPrice * Tickets.Count;

    public Points Points => Tickets.Sum(ticket => ticket.Points);

    public Fen Cash => Sum(Tickets, ticket => ticket.Cash);

    public Fen Discount => Gross - Cash;

    public Fen Fee => Sum(Tickets, ticket => ticket.Fee);

    public Points RefundedPoints => Cancelled.Sum(ticket => ticket.Points);

    /// <summary>Of what was to be paid online and never was, nothing comes back.</summary>
    public Fen RefundedCash => PayUntil is not null && PaidBy is null
        ? Fen.Zero
        : Sum(Cancelled, ticket => ticket.Cash - ticket.Fee);

    public RefundStatus RefundStatus =>
        Cancelled.Count() is var given && given == 0 ? RefundStatus.None
        : given == Tickets.Count ? RefundStatus.Full
        : RefundStatus.Part;

    /// <summary>Tickets that take a place, as stored.</summary>
    public int Counting => Tickets.Count(ticket => ticket.Status != TicketStatus.Cancelled);

    /// <summary>Tickets that count against the limits for one person.</summary>
    public int CountingAt(DateTimeOffset now) => StatusAt(now) == OrderStatus.Expired ? 0 : Counting;

    private bool IsOpen => Tickets.Any(ticket => ticket.Status == TicketStatus.Valid);

    private IEnumerable<Ticket> Cancelled => Tickets.Where(ticket => ticket.Status == TicketStatus.Cancelled);

    /// <summary>Time decides, jobs only book.</summary>
    public TicketStatus StatusOf(Ticket ticket, DateTimeOffset now) =>
        ticket.Status == TicketStatus.Valid && now >= Times.MissedAt ? TicketStatus.Missed
        : ticket.Status == TicketStatus.Pending && now >= HeldUntil ? TicketStatus.Cancelled
        : ticket.Status;

    /// <summary>As stored: it may be over by now.</summary>
    public bool IsAwaiting => Status == OrderStatus.AwaitingPayment;

    /// <summary>Up to when its points and places are held for money that is still to come, as its tickets are now; null: they are not.</summary>
    public DateTimeOffset? HoldsUntil =>
        IsAwaiting ? HeldUntil : Payment == PaymentWay.AtVenue && IsOpen ? Times.ValidUntil : null;

    /// <summary>From when on something of it goes back in full, as its tickets are now; null: nothing does.</summary>
    public DateTimeOffset? GiveBackAt => DisputedAt is not null ? null : IsAwaiting ? HeldUntil : IsOpen ? GoesBackAt : null;

    /// <summary>Whether it counts as missed once its time is over, as its tickets are now.</summary>
    public bool WouldBeMissed => IsMissCounted
        && Tickets.Any(ticket => ticket is { Status: TicketStatus.Valid, ForgivenAt: null });

    /// <summary>Its cash was paid: its tickets can be used.</summary>
    internal Order ConfirmBy(string attemptId) => this with
    {
        PaidBy = attemptId,
        Status = OrderStatus.Confirmed,
        Tickets = [.. Tickets.Select(ticket => ticket with { Status = TicketStatus.Valid })],
    };

    /// <summary>With some of its tickets as they are now.</summary>
    internal Order With(IReadOnlyCollection<Ticket> changed) => this with
    {
        Tickets = [.. Tickets.Select(ticket => changed.FirstOrDefault(one => one.Id == ticket.Id) ?? ticket)],
    };

    public OrderStatus StatusAt(DateTimeOffset now) => Status switch
    {
        OrderStatus.Confirmed when Tickets.All(ticket => StatusOf(ticket, now) != TicketStatus.Valid) => OrderStatus.Completed,
        OrderStatus.AwaitingPayment when now >= HeldUntil => OrderStatus.Expired,
        _ => Status,
    };

    /// <summary>What is to be taken for a ticket where it is shown.</summary>
    public Fen CashAtDoor(Ticket ticket) => Payment == PaymentWay.AtVenue ? ticket.Cash : Fen.Zero;

    private static Fen Sum(IEnumerable<Ticket> tickets, Func<Ticket, Fen> fen) =>
        tickets.Aggregate(Fen.Zero, (sum, ticket) => sum + fen(ticket));
}
