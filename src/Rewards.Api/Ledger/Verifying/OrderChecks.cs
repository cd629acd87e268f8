using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I16 and I17: tickets carry exactly what their order cost, and what pays for it says the same.</summary>
internal static class OrderChecks
{
    public static void Check(MemberRows member, Examination examination)
    {
        foreach (var order in member.Orders)
        {
            examination.Places.Add(order);
            OrderTimeChecks.Check(order, examination);
            if (order.Tickets is { } tickets)
            {
                CheckTickets(order, tickets, examination);
                AdmissionChecks.Check(order, tickets, examination);
                CheckRedemption(order, tickets, member, examination);
            }
            else
            {
                examination.Found(
                    Invariant.Tickets, "damaged_tickets", order, $"The {order.Quantity} tickets can't be read.");
            }
        }

        foreach (var stray in member.Redemptions.Where(redemption => redemption.OrderId is not null
            && !member.Orders.Exists(order => order.Id == redemption.OrderId && order.RedemptionId == redemption.Id)))
        {
            examination.Found(
                Invariant.Orders,
                "order_of_redemption",
                stray,
                $"It pays {stray.GrossFen} fen for {stray.OrderId}, which is not there or names another.");
        }

        PersonLimitChecks.Check(member, examination);
        PaymentChecks.Check(member, examination);
    }

    private static void CheckTickets(StoredOrder order, IReadOnlyList<StoredTicket> tickets, Examination examination)
    {
        examination.Same(
            Invariant.Tickets, "tickets_of_order", order, ("Tickets", order.Quantity, tickets.Count));
        foreach (var ticket in tickets.Where(ticket => !IsSound(ticket)))
        {
            examination.Found(
                Invariant.Tickets,
                "parts_of_ticket",
                order,
                $"Ticket {ticket.N} has {ticket.Points} points, {ticket.CashFen} fen and a fee of {ticket.FeeFen} fen.");
        }

        var isOver = order.Counting == 0;
        bool[] said = [order.Status is StoredOrder.Cancelled or "expired", order.CountsOn is null, order.CountsFor is null];
        if (Array.Exists(said, one => one != isOver) || (!isOver && !(order.Status is "confirmed" or "awaiting_payment" && CountsWhereItIs(order))))
        {
            examination.Found(
                Invariant.Tickets,
                "status_of_order",
                order,
                $"{order.Counting} tickets are not cancelled; it says '{order.Status}', and counts on '{order.CountsOn}' for '{order.CountsFor}'.");
        }
    }

    /// <summary>The zone is the programme's: a day more or less than the world's.</summary>
    private static bool CountsWhereItIs(StoredOrder order)
    {
        var day = DateOnly.FromDateTime((order.StartsAt ?? order.CreatedAt).UtcDateTime);
        var days = Enumerable.Range(-1, 3).Select(more => FormattableString.Invariant($"{order.OfferId}/{day.AddDays(more):yyyy-MM-dd}"));
        return order.CountsFor == order.OfferId && days.Contains(order.CountsOn);
    }

    /// <summary>A fee is taken from the cash of what was cancelled.</summary>
    private static bool IsSound(StoredTicket ticket) =>
        Math.Min(ticket.Points, ticket.CashFen) >= 0
        && ticket.FeeFen >= 0
        && ticket.FeeFen <= (ticket.IsCancelled ? ticket.CashFen : 0)
        && (ticket.IsCancelled || !ticket.IsReleased);

    private static void CheckRedemption(
        StoredOrder order, IReadOnlyList<StoredTicket> tickets, MemberRows member, Examination examination)
    {
        if (order.RedemptionId is null)
        {
            var paid = tickets.Sum(ticket => ticket.Points + ticket.CashFen) + order.UnitPriceFen;
            examination.Same(Invariant.Orders, "free_order", order, ("Points and fen of what is free", 0, paid));
        }

        if (order.RedemptionId is null ? order.Payment != "free" : order.Payment is not ("online" or "at_venue"))
        {
            examination.Found(
                Invariant.Orders, "payment_of_order", order, $"{order.UnitPriceFen} fen a ticket are paid '{order.Payment}'.");
        }

        if (order.RedemptionId is null)
        {
            return;
        }

        if (member.FindRedemption(order.RedemptionId) is not { } redemption || redemption.OrderId != order.Id)
        {
            examination.Found(
                Invariant.Orders,
                "redemption_of_order",
                order,
                $"{order.RedemptionId} pays for {order.Quantity} tickets, and is not there or names another order.");
            return;
        }

        CheckPaid(order, tickets, redemption, examination);
    }

    /// <summary>What awaits payment is held, as what was not paid in time was; what is paid at the venue is held until somebody comes, and released with its last ticket.</summary>
    private static string[] StatusesOf(StoredOrder order) =>
        order.IsAwaiting ? [StoredRedemption.Held]
        : order is { PayUntil: not null, PaidBy: null } ? [StoredRedemption.Held, StoredRedemption.Released]
        : order.Payment != "at_venue" ? [StoredRedemption.Captured]
        : order.Tickets!.Any(ticket => ticket.IsUsed) ? [StoredRedemption.Captured]
        : order.Counting > 0 ? [StoredRedemption.Held]
        : [StoredRedemption.Captured, StoredRedemption.Released, StoredRedemption.Held];

    private static void CheckPaid(
        StoredOrder order, IReadOnlyList<StoredTicket> tickets, StoredRedemption redemption, Examination examination)
    {
        // What was cancelled while its points were held was released, and its price refunded when the rest was captured.
        var released = tickets.Where(ticket => ticket.IsReleased).ToList();
        var given = tickets.Where(ticket => redemption.IsCaptured && ticket is { IsCancelled: true, IsReleased: false }).ToList();
        var freed = released.Sum(ticket => ticket.Points);
        Same("gross_of_order", "Gross in fen", order.Quantity * order.UnitPriceFen, redemption.GrossFen);
        if (redemption.Status != StoredRedemption.Released)
        {
            Same("points_of_tickets", "Points of tickets", redemption.Points, tickets.Sum(ticket => ticket.Points) - freed);
            Same(
                "cash_of_tickets",
                "Cash of tickets in fen",
                redemption.CashFen - (freed * redemption.FenPerPoint),
                tickets.Sum(ticket => ticket.CashFen));
        }

        Same("points_given_back", "Points given back", given.Sum(ticket => ticket.Points), redemption.RefundedPoints);
        Same(
            "given_back",
            "Given back in fen",
            given.Sum(ticket => (ticket.Points * redemption.FenPerPoint) + ticket.CashFen - ticket.FeeFen)
                + (redemption.IsCaptured ? released.Count * order.UnitPriceFen : 0),
            redemption.RefundedFen);
        if (!StatusesOf(order).Contains(redemption.Status) || redemption.MerchantId != order.MerchantId)
        {
            examination.Found(
                Invariant.Orders,
                "redemption_of_order",
                order,
                $"{redemption.Points} points of {order.MerchantId}, '{string.Join("' or '", StatusesOf(order))}' expected, '{redemption.Status}' by {redemption.MerchantId} found.");
        }

        void Same(string check, string what, long expected, long found) => examination.Same(
            check.StartsWith("gross", StringComparison.Ordinal) ? Invariant.Orders : Invariant.Tickets,
            check,
            order,
            (what, expected, found));
    }
}
