using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Admitting;

/// <summary>What was used, and is not any more.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Before">The tickets as they were used.</param>
/// <param name="Paid">What became of what pays for it.</param>
public sealed record AdmissionTakenBack(Order Order, IReadOnlyList<Ticket> Before, PaymentChange Paid)
{
    public int People => Before.Sum(ticket => ticket.Use!.People);

    /// <summary>Places that are free again.</summary>
    public int Places => Paid.Refund is null ? 0 : Before.Count;

    /// <summary>What is to be given back from the drawer.</summary>
    public Fen Cash => Paid.Refund?.Split.Cash ?? Fen.Zero;
}

/// <summary>
/// Makes a ticket unused that was used by mistake. What was paid at the venue was admitted once, and is cancelled in full.
/// </summary>
public static class TakeBackAdmission
{
    /// <summary>From the admission on (inclusive).</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <param name="order">As stored.</param>
    /// <param name="ticketId">One of its tickets.</param>
    /// <param name="captured">What was paid at the venue; null: nothing was.</param>
    /// <param name="account">The member's.</param>
    /// <param name="moment">When.</param>
    /// <returns>Refuses <c>ticket_not_used</c> and <c>undo_too_late</c>.</returns>
    public static Outcome<AdmissionTakenBack> Decide(
        Order order, string ticketId, Redemption? captured, Account account, Moment moment)
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
            : captured is null
                ? new AdmissionTakenBack(
                    order.With([ticket with { Status = TicketStatus.Valid, UsedAt = null, Use = null }]),
                    [ticket],
                    new PaymentChange(null, null, change))
                : CancelAll(order, captured, change);
    }

    private static AdmissionTakenBack CancelAll(Order order, Redemption captured, LedgerChange change)
    {
        List<Ticket> used = [.. order.Tickets.Where(ticket => ticket.Status == TicketStatus.Used)];
        var paid = new RefundSplit(
            used.Sum(ticket => ticket.Points), used.Aggregate(Fen.Zero, (sum, ticket) => sum + ticket.Cash));
        var refund = Refund.Exactly(captured, paid, change);
        var after = order.With([.. used.Select(ticket => ticket.CancelAt(change.Moment.Now))]);
        return new AdmissionTakenBack(
            after with { Status = OrderStatus.Cancelled }, used, new PaymentChange(refund.Redemption, refund, refund.Ledger));
    }
}
