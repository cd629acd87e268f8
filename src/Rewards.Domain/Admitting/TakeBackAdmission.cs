using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Admitting;

/// <summary>A ticket that was used by mistake.</summary>
/// <param name="Order">As stored.</param>
/// <param name="TicketId">One of its tickets.</param>
public sealed record AdmissionUndo(Order Order, string TicketId)
{
    /// <summary>In its words; null: the slot takes place.</summary>
    public string? SlotCancelledFor { get; init; }
}

/// <summary>What was used, and is not any more.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Before">The tickets as they were used.</param>
/// <param name="Paid">What became of what pays for it.</param>
public sealed record AdmissionTakenBack(Order Order, IReadOnlyList<Ticket> Before, PaymentChange Paid)
{
    public int People => Before.Sum(ticket => ticket.Use!.People);

    /// <summary>Places that are free again.</summary>
    public int Places { get; init; }

    /// <summary>What is to be given back from the drawer.</summary>
    public Fen Cash { get; init; }
}

/// <summary>
/// Makes a ticket unused that was used by mistake. What was paid at the venue was admitted once, and is cancelled in full;
/// so is what nobody can use any more, because its slot was cancelled.
/// </summary>
public static class TakeBackAdmission
{
    /// <summary>From the admission on (inclusive).</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <param name="wanted">Which ticket.</param>
    /// <param name="paid">
    /// What pays for it, where that may have to come back: it was paid at the venue, or its slot was cancelled. Null:
    /// nothing does.
    /// </param>
    /// <param name="account">The member's.</param>
    /// <param name="moment">When.</param>
    /// <returns>Refuses <c>ticket_not_used</c> and <c>undo_too_late</c>.</returns>
    public static Outcome<AdmissionTakenBack> Decide(
        AdmissionUndo wanted, Redemption? paid, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var (order, now) = (wanted.Order, change.Moment.Now);
        var ticket = order.Tickets.Single(one => one.Id == wanted.TicketId);
        if (WhyNot(order, ticket, now) is { } refusal)
        {
            return refusal;
        }

        var undone = paid is not null && order.Payment == PaymentWay.AtVenue ? CancelAll(order, paid, change)
            : wanted.SlotCancelledFor is not null ? GiveBack(order, ticket, paid, (account, moment))
            : new AdmissionTakenBack(Unuse(order, ticket), [ticket], new PaymentChange(null, null, change));
        return wanted.SlotCancelledFor is { } reason
            ? undone with { Order = undone.Order with { Reason = reason } }
            : undone;
    }

    private static Refusal? WhyNot(Order order, Ticket ticket, DateTimeOffset now)
    {
        if (ticket is not { Status: TicketStatus.Used, UsedAt: { } usedAt })
        {
            return new Refusal("ticket_not_used", "The ticket was not used.", "该票未使用。")
            {
                Facts = new Dictionary<string, object>
                {
                    ["ticket_id"] = ticket.Id,
                    ["ticket_status"] = order.StatusOf(ticket, now),
                },
            };
        }

        return now <= usedAt + Within
            ? null
            : new Refusal("undo_too_late", "It could be taken back until undo_until.", "已超过可撤销的时间，见 undo_until。")
            {
                Facts = new Dictionary<string, object> { ["undo_until"] = usedAt + Within },
            };
    }

    private static Order Unuse(Order order, Ticket ticket) =>
        order.With([ticket with { Status = TicketStatus.Valid, UsedAt = null, Use = null }]);

    /// <summary>With the order's others that are still valid: the slot's job may have passed it already.</summary>
    private static AdmissionTakenBack GiveBack(
        Order order, Ticket ticket, Redemption? paid, (Account Account, Moment Moment) at)
    {
        var wanted = new Cancellation(Unuse(order, ticket), null, CancellationRules.FreeUntilStart, IsInFull: true);
        var given = CancelTickets.Decide(wanted, paid, at.Account, at.Moment).Value;
        return new AdmissionTakenBack(given.Order, [ticket], given.Paid) { Places = given.Places };
    }

    private static AdmissionTakenBack CancelAll(Order order, Redemption captured, LedgerChange change)
    {
        List<Ticket> used = [.. order.Tickets.Where(ticket => ticket.Status == TicketStatus.Used)];
        var paid = new RefundSplit(
            used.Sum(ticket => ticket.Points), used.Aggregate(Fen.Zero, (sum, ticket) => sum + ticket.Cash));
        var refund = Refund.Exactly(captured, paid, change);
        var after = order.With([.. used.Select(ticket => ticket.CancelAt(change.Moment.Now))]);
        return new AdmissionTakenBack(
            after with { Status = OrderStatus.Cancelled }, used, new PaymentChange(refund.Redemption, refund, refund.Ledger))
        {
            Places = used.Count,
            Cash = paid.Cash,
        };
    }
}
