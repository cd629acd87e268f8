using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Admitting;

/// <summary>Where tickets are shown.</summary>
/// <param name="VenueId">Null: not said, and any will do.</param>
/// <param name="SlotId">Null: not said, and any will do.</param>
public sealed record Door(string? VenueId, string? SlotId);

/// <summary>Whom to let in, with which tickets of one order.</summary>
/// <param name="Order">As stored.</param>
/// <param name="TicketIds">At least one, all of the order's.</param>
/// <param name="Door">Where.</param>
/// <param name="Admits">How many people one of its tickets lets in.</param>
public sealed record Admission(Order Order, IReadOnlyCollection<string> TicketIds, Door Door, int Admits)
{
    /// <summary>One a ticket to all that they let in; null: all.</summary>
    public int? People { get; init; }

    /// <summary>What staff looked at; null: nothing.</summary>
    public DocumentKind? Document { get; init; }

    /// <summary>Nothing was scanned.</summary>
    public bool IsByHand { get; init; }

    /// <summary>By the merchant or an operator.</summary>
    public bool IsSlotCancelled { get; init; }
}

/// <summary>Who was let in.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Used">Its tickets that were used by it, as they are now.</param>
/// <param name="Cancelled">How many others were cancelled by it: what is paid at the venue is admitted once.</param>
/// <param name="Paid">What became of what pays for it. Where no point moved, the account guards the order all the same.</param>
public sealed record TicketsAdmitted(Order Order, IReadOnlyList<Ticket> Used, int Cancelled, PaymentChange Paid)
{
    public int People => Used.Sum(ticket => ticket.Use!.People);

    /// <summary>What is to be taken at the door.</summary>
    public Fen Cash => Used.Aggregate(Fen.Zero, (sum, ticket) => sum + Order.CashAtDoor(ticket));

    public LedgerChange Ledger => Paid.Ledger;
}

/// <summary>Uses tickets: all that are named, or none.</summary>
public static class AdmitTickets
{
    /// <param name="wanted">Who.</param>
    /// <param name="held">What pays for it, where that is held until now; null: nothing is.</param>
    /// <param name="account">The member's.</param>
    /// <param name="moment">When.</param>
    /// <returns>Refuses like <see cref="AdmissionRefusals.WhyNot"/>.</returns>
    public static Outcome<TicketsAdmitted> Decide(Admission wanted, Redemption? held, Account account, Moment moment)
    {
        var now = moment.On(account).Now;
        List<Ticket> tickets = [.. wanted.Order.Tickets.Where(ticket => wanted.TicketIds.Contains(ticket.Id))];
        if (AdmissionRefusals.WhyNot(wanted, tickets, now) is { } refusal)
        {
            return refusal;
        }

        var people = wanted.People ?? tickets.Count * wanted.Admits;
        var (each, more) = Math.DivRem(people, tickets.Count);
        List<Ticket> used = [.. tickets.Select((ticket, at) => ticket with
        {
            Status = TicketStatus.Used,
            UsedAt = now,
            Use = new TicketUse(
                each + (at < more ? 1 : 0),
                wanted.Door.VenueId ?? wanted.Order.VenueId,
                wanted.Document,
                wanted.IsByHand),
        })];
        return held is null
            ? new TicketsAdmitted(
                wanted.Order.With(used), used, 0, new PaymentChange(null, null, LedgerChange.Open(account, moment)))
            : Paid(wanted.Order.With(used), used, Capture.Decide(held, null, account, moment));
    }

    /// <summary>
    /// All that is held is captured. What was cancelled before, and what nobody came with, is refunded, so that the cash
    /// that stays is what the drawer got.
    /// </summary>
    private static Outcome<TicketsAdmitted> Paid(Order order, List<Ticket> used, Outcome<RedemptionChange> captured)
    {
        if (captured.Refusal is { } refusal)
        {
            return refusal;
        }

        var (redemption, ledger) = captured.Value;
        List<Ticket> others = [.. order.Tickets.Where(ticket => ticket.Status == TicketStatus.Valid)];
        var before = order.Tickets.Count(ticket => ticket.IsReleased);
        var back = new RefundSplit(
            others.Sum(ticket => ticket.Points),
            others.Aggregate(order.UnitPrice * before, (sum, ticket) => sum + ticket.Cash));
        var after = order.With([.. others.Select(ticket => ticket.CancelAt(ledger.Moment.Now))]);
        if (back.Points.IsZero && back.Cash == Fen.Zero)
        {
            return new TicketsAdmitted(after, used, others.Count, new PaymentChange(redemption, null, ledger));
        }

        var refund = Refund.Exactly(redemption, back, ledger);
        return new TicketsAdmitted(after, used, others.Count, new PaymentChange(refund.Redemption, refund, refund.Ledger));
    }
}
