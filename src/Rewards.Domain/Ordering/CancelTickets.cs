using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>What is to be cancelled, under which terms.</summary>
/// <param name="Order">As stored.</param>
/// <param name="TicketIds">Null: all that are valid.</param>
/// <param name="Rules">Of the order's version.</param>
/// <param name="IsInFull">Not by the member's wish: everything that was not used comes back, at any time.</param>
public sealed record Cancellation(
    Order Order, IReadOnlyCollection<string>? TicketIds, CancellationRules Rules, bool IsInFull);

/// <summary>What was cancelled, and what came back.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Places">How many are free again.</param>
/// <param name="Paid">What came back of what pays for it, and what that did to the account.</param>
public sealed record TicketsCancelled(Order Order, int Places, PaymentChange Paid)
{
    /// <summary>What was paid online and goes back; zero where nothing does.</summary>
    public Fen Cash => Order.PaidBy is null ? Fen.Zero : Paid.Refund?.Split.Cash ?? Fen.Zero;

    public LedgerChange Ledger => Paid.Ledger;
}

/// <summary>What became of what pays for an order.</summary>
/// <param name="Redemption">Afterwards; null: it costs nothing, or its hold was over.</param>
/// <param name="Refund">Null: nothing of it was spent.</param>
/// <param name="Ledger">See <see cref="Ordered.Ledger"/>.</param>
public sealed record PaymentChange(Redemption? Redemption, Refunded? Refund, LedgerChange Ledger);

/// <summary>
/// Gives tickets back. All of their points return; the fee is taken from their cash only, so that the city never pays
/// for what nobody used.
/// </summary>
public static class CancelTickets
{
    /// <returns>Refuses <c>order_disputed</c>, <c>ticket_not_valid</c> and <c>cancel_too_late</c>.</returns>
    public static Outcome<TicketsCancelled> Decide(
        Cancellation wanted, Redemption? redemption, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var now = change.Moment.Now;
        var tickets = TicketsOf(wanted, now);
        if ((RefuseDisputed(wanted.Order) ?? RefuseTickets(wanted, tickets, now) ?? RefuseTime(wanted, now)) is { } refusal)
        {
            return refusal;
        }

        var isHeld = redemption?.StatusAt(now) == RedemptionStatus.Held;
        var given = Given(tickets, wanted, now).ConvertAll(ticket => ticket with { IsReleased = isHeld });
        var after = With(wanted.Order, given);
        return new TicketsCancelled(after, given.Count, PaidBack(redemption, given, after, change));
    }

    /// <summary>
    /// Of what is held the points are released, and all of it with the last ticket; of what was spent points and cash
    /// are refunded; of a hold that is over the points are back already.
    /// </summary>
    private static PaymentChange PaidBack(Redemption? redemption, List<Ticket> given, Order after, LedgerChange change)
    {
        switch (redemption?.StatusAt(change.Moment.Now))
        {
            case RedemptionStatus.Held:
                var (left, ledger) = Release.Part(redemption, PartsOf(given).Points, change);
                return new PaymentChange(
                    after.Counting == 0 ? left with { Status = RedemptionStatus.Released } : left, null, ledger);
            case RedemptionStatus.Captured:
                var refund = Refund.Exactly(redemption, PartsOf(given), change);
                return new PaymentChange(refund.Redemption, refund, refund.Ledger);
            default:
                return new PaymentChange(null, null, change);
        }
    }

    private static List<Ticket> TicketsOf(Cancellation wanted, DateTimeOffset now) =>
        [.. wanted.Order.Tickets.Where(ticket => wanted.TicketIds?.Contains(ticket.Id) ?? CanBeGiven(ticket, wanted, now))];

    private static List<Ticket> Given(List<Ticket> tickets, Cancellation wanted, DateTimeOffset now)
    {
        var isFree = wanted.IsInFull
            || wanted.Order.Payment == PaymentWay.AtVenue
            || wanted.Order.IsAwaiting
            || now <= wanted.Order.FreeUntil;
        var percent = isFree ? 0 : FeePercentAt(now, wanted);
        return tickets.ConvertAll(ticket => ticket with
        {
            Status = TicketStatus.Cancelled,
            Fee = FeeOf(ticket.Cash, wanted.Order.UnitPrice, percent),
            CancelledAt = now,
        });
    }

    /// <summary>Of its price, and never more than its cash.</summary>
    public static Fen FeeOf(Fen cash, Fen price, int percent) =>
        new(Math.Min(cash.Value, checked(price.Value * percent) / 100));

    /// <summary>Of the tier that the time left has reached (inclusive); none: nothing.</summary>
    private static int FeePercentAt(DateTimeOffset now, Cancellation wanted) =>
        wanted.Order.Times.StartsAt is not { } start
            ? 0
            : wanted.Rules.Tiers.FirstOrDefault(tier => now <= start.AddMinutes(-tier.FromMinutesBefore))?.FeePercent ?? 0;

    /// <summary>Its money may go back another way: not twice.</summary>
    private static Refusal? RefuseDisputed(Order order) => order.DisputedAt is null
        ? null
        : new Refusal("order_disputed", "Who paid for the order disputes it.", "该订单的付款存在争议。")
        {
            Facts = new Dictionary<string, object> { ["ticket_id"] = order.Tickets[0].Id },
        };

    private static Refusal? RefuseTickets(Cancellation wanted, List<Ticket> tickets, DateTimeOffset now)
    {
        var isUnknown = wanted.TicketIds is { } ids && ids.Distinct().Count() != tickets.Count;
        var spent = tickets.Find(ticket => !CanBeGiven(ticket, wanted, now)) ?? PartOfUnpaid(wanted.Order, tickets);
        if (!isUnknown && spent is null && tickets.Count > 0)
        {
            return null;
        }

        var first = spent ?? wanted.Order.Tickets[0];
        return new Refusal("ticket_not_valid", "Only valid tickets of this order can be cancelled.", "只能取消本订单中有效的票。")
        {
            Facts = new Dictionary<string, object>
            {
                ["ticket_id"] = first.Id,
                ["ticket_status"] = wanted.Order.StatusOf(first, now),
            },
        };
    }

    private static Refusal? RefuseTime(Cancellation wanted, DateTimeOffset now) =>
        wanted.IsInFull || wanted.Order.IsAwaiting || now <= wanted.Order.CancelUntil
            ? null
            : new Refusal("cancel_too_late", "It could be cancelled until cancel_until.", "已超过取消时间，见 cancel_until。")
            {
                Facts = new Dictionary<string, object> { ["cancel_until"] = wanted.Order.CancelUntil },
            };

    /// <summary>
    /// In full also what would be missed by now, and of what moved to an earlier time what was promised before.
    /// </summary>
    private static bool CanBeGiven(Ticket ticket, Cancellation wanted, DateTimeOffset now) => ticket.Status == TicketStatus.Pending
        ? wanted.IsInFull || wanted.Order.StatusOf(ticket, now) == TicketStatus.Pending
        : ticket.Status == TicketStatus.Valid
        && (wanted.IsInFull
            || wanted.Order.StatusOf(ticket, now) == TicketStatus.Valid
            || (wanted.Order.FreeUntil is not null && now <= wanted.Order.CancelUntil));

    /// <summary>What awaits payment is given back as a whole: somebody may be paying all of it at this moment.</summary>
    private static Ticket? PartOfUnpaid(Order order, List<Ticket> given) =>
        order.IsAwaiting && given.Count < order.Tickets.Count ? given.FirstOrDefault() : null;

    private static RefundSplit PartsOf(List<Ticket> given) => new(
        given.Sum(ticket => ticket.Points),
        given.Aggregate(Fen.Zero, (sum, ticket) => sum + ticket.Cash - ticket.Fee));

    private static Order With(Order order, List<Ticket> given)
    {
        var after = order.With(given);
        return after.Counting == 0 ? after with { Status = OrderStatus.Cancelled } : after;
    }
}
