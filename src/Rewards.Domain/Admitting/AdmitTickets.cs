using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;

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
/// <param name="Ledger">Without an entry: the account's version guards the order all the same.</param>
public sealed record TicketsAdmitted(Order Order, IReadOnlyList<Ticket> Used, LedgerChange Ledger)
{
    public int People => Used.Sum(ticket => ticket.Use!.People);
}

/// <summary>Uses tickets: all that are named, or none.</summary>
public static class AdmitTickets
{
    /// <returns>Refuses like <see cref="AdmissionRefusals.WhyNot"/>.</returns>
    public static Outcome<TicketsAdmitted> Decide(Admission wanted, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var now = change.Moment.Now;
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
        return new TicketsAdmitted(wanted.Order.With(used), used, change);
    }
}
