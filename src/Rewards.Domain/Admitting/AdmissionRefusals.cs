using Rewards.Domain.Ordering;

namespace Rewards.Domain.Admitting;

/// <summary>Why a ticket lets nobody in: what stands in the way first is said.</summary>
public static class AdmissionRefusals
{
    private delegate Refusal? Rule(Admission wanted, Ticket ticket, DateTimeOffset now);

    private static readonly Rule[] InOrder = [Cancelled, Unpaid, Disputed, WrongVenue, WrongSlot, TooEarly, TooLate, Used, SlotCancelled];

    /// <summary>
    /// Null: nothing. Or <c>ticket_cancelled</c>, <c>order_unpaid</c>, <c>order_disputed</c>, <c>wrong_venue</c>, <c>wrong_slot</c>,
    /// <c>too_early</c>, <c>too_late</c>, <c>ticket_used</c> or <c>slot_cancelled</c>, each with the ticket that it is about.
    /// </summary>
    public static Refusal? WhyNot(Admission wanted, IReadOnlyList<Ticket> tickets, DateTimeOffset now) => InOrder
        .SelectMany(rule => tickets.Select(ticket => rule(wanted, ticket, now)))
        .FirstOrDefault(refusal => refusal is not null);

    private static Refusal? Cancelled(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        ticket.Status != TicketStatus.Cancelled
            ? null
            : new Refusal("ticket_cancelled", "The ticket was cancelled.", "该票已取消。")
            {
                Facts = Of(ticket, ("cancelled_at", ticket.CancelledAt)),
            };

    private static Refusal? Unpaid(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        ticket.Status != TicketStatus.Pending
            ? null
            : new Refusal("order_unpaid", "The order is not paid.", "订单尚未支付。")
            {
                Facts = Of(ticket, ("pay_until", wanted.Order.PayUntil)),
            };

    private static Refusal? Disputed(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        wanted.Order.DisputedAt is null
            ? null
            : new Refusal("order_disputed", "Who paid for the order disputes it.", "该订单的付款存在争议。") { Facts = Of(ticket) };

    private static Refusal? WrongVenue(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        wanted.Door.VenueId is not { } here || wanted.Order.VenueId is not { } there || here == there
            ? null
            : new Refusal("wrong_venue", "The ticket is for another venue.", "该票属于其他场馆。")
            {
                Facts = Of(ticket, ("venue_id", there)),
            };

    private static Refusal? WrongSlot(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        wanted.Door.SlotId is not { } slot || slot == wanted.Order.SlotId
            ? null
            : new Refusal("wrong_slot", "The ticket is for another slot.", "该票属于其他场次。")
            {
                Facts = Of(ticket, ("slot_id", wanted.Order.SlotId), ("starts_at", wanted.Order.Times.StartsAt)),
            };

    private static Refusal? TooEarly(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        now >= wanted.Order.Times.ValidFrom
            ? null
            : new Refusal("too_early", "The ticket is valid from valid_from on.", "尚未到入场时间，见 valid_from。")
            {
                Facts = Of(ticket, ("valid_from", wanted.Order.Times.ValidFrom)),
            };

    /// <summary>What would be missed by now still lets in until the end, also where others got the place.</summary>
    private static Refusal? TooLate(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        now < wanted.Order.Times.ValidUntil
            ? null
            : new Refusal("too_late", "The ticket was valid until valid_until.", "已过有效时间，见 valid_until。")
            {
                Facts = Of(ticket, ("valid_until", wanted.Order.Times.ValidUntil)),
            };

    private static Refusal? Used(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        ticket.Status != TicketStatus.Used
            ? null
            : new Refusal("ticket_used", "The ticket was used at used_at.", "该票已于 used_at 使用。")
            {
                Facts = Of(ticket, ("used_at", ticket.UsedAt), ("venue_id", ticket.Use?.VenueId)),
            };

    private static Refusal? SlotCancelled(Admission wanted, Ticket ticket, DateTimeOffset now) =>
        wanted.IsSlotCancelled
            ? new Refusal("slot_cancelled", "The slot was cancelled.", "该场次已取消。") { Facts = Of(ticket) }
            : null;

    /// <summary>What is not known is left out.</summary>
    private static Dictionary<string, object> Of(Ticket ticket, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var facts = new Dictionary<string, object> { ["ticket_id"] = ticket.Id };
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                facts.Add(name, value);
            }
        }

        return facts;
    }
}
