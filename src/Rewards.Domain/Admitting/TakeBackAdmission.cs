using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;

namespace Rewards.Domain.Admitting;

/// <summary>A ticket as it is again, and as it was used.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Before">The ticket as it was used.</param>
/// <param name="Ledger">See <see cref="TicketsAdmitted.Ledger"/>.</param>
public sealed record AdmissionTakenBack(Order Order, Ticket Before, LedgerChange Ledger);

/// <summary>Makes a ticket unused that was used by mistake.</summary>
public static class TakeBackAdmission
{
    /// <summary>From the admission on (inclusive).</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <returns>Refuses <c>ticket_not_used</c> and <c>undo_too_late</c>.</returns>
    public static Outcome<AdmissionTakenBack> Decide(Order order, string ticketId, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var now = change.Moment.Now;
        var ticket = order.Tickets.Single(one => one.Id == ticketId);
        if (ticket is not { Status: TicketStatus.Used, UsedAt: { } usedAt })
        {
            return new Refusal("ticket_not_used", "The ticket was not used.", "该票未使用。")
            {
                Facts = new Dictionary<string, object>
                {
                    ["ticket_id"] = ticketId,
                    ["ticket_status"] = order.StatusOf(ticket, now),
                },
            };
        }

        return now > usedAt + Within
            ? new Refusal("undo_too_late", "It could be taken back until undo_until.", "已超过可撤销的时间，见 undo_until。")
            {
                Facts = new Dictionary<string, object> { ["undo_until"] = usedAt + Within },
            }
            : new AdmissionTakenBack(
                order.With([ticket with { Status = TicketStatus.Valid, UsedAt = null, Use = null }]), ticket, change);
    }
}
