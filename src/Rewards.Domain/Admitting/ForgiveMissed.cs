using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;

namespace Rewards.Domain.Admitting;

/// <summary>A missed ticket that counts no more against its member.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Ledger">See <see cref="TicketsAdmitted.Ledger"/>.</param>
public sealed record MissForgiven(Order Order, LedgerChange Ledger);

/// <summary>Lets a missed ticket count no more: a storm, a closed road.</summary>
public static class ForgiveMissed
{
    /// <returns>Refuses <c>ticket_not_missed</c>.</returns>
    public static Outcome<MissForgiven> Decide(Order order, string ticketId, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var now = change.Moment.Now;
        var ticket = order.Tickets.Single(one => one.Id == ticketId);
        var status = order.StatusOf(ticket, now);
        return status != TicketStatus.Missed
            ? new Refusal("ticket_not_missed", "Only a missed ticket can be forgiven.", "只有未到场的票可以免计。")
            {
                Facts = new Dictionary<string, object> { ["ticket_id"] = ticketId, ["ticket_status"] = status },
            }
            : new MissForgiven(order.With([ticket with { ForgivenAt = ticket.ForgivenAt ?? now }]), change);
    }
}
