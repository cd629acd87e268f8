using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>An order, what pays for it, and what that did to the member's account.</summary>
/// <param name="Order">New.</param>
/// <param name="Redemption">Null: it costs nothing.</param>
/// <param name="Ledger">Without an entry where no point moved: the account's version guards the order all the same.</param>
public sealed record Ordered(Order Order, Redemption? Redemption, LedgerChange Ledger);

/// <summary>Takes places and points for tickets: all or nothing.</summary>
public static class OrderTickets
{
    /// <returns>
    /// Refuses <c>not_open</c>, <c>booking_closed</c>, <c>booking_blocked</c>, <c>eligibility_required</c>,
    /// <c>person_limit</c>, <c>sold_out</c>, <c>too_far_ahead</c>, <c>price_changed</c>, <c>payment_unavailable</c>,
    /// <c>payment_blocked</c>, <c>below_cash_minimum</c>, and like <see cref="Redeem"/>.
    /// </returns>
    public static Outcome<Ordered> Decide(OrderRequest request, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        if (OrderRefusals.Before(request, change.Moment) is { } refusal)
        {
            return refusal;
        }

        var price = request.Places.OwnPrice ?? request.Offer.Content.Price;
        return price == Fen.Zero
            ? new Ordered(Made(request, new Payment(account.MemberId, price, [], null), change.Moment), null, change)
            : Paid(request, price, account, change.Moment);
    }

    private static Outcome<Ordered> Paid(OrderRequest request, Fen price, Account account, Moment moment)
    {
        var bought = Purchase.Of([new PurchaseLine(request.Offer.Content.Title, request.Quantity, price)]);
        if (bought.Refusal is { } tooDear)
        {
            return tooDear;
        }

        var times = TimesOf(request, moment);
        var redeemed = Redeemed(request, bought.Value, times, account, moment);
        if (redeemed.Refusal is { } refusal)
        {
            return refusal;
        }

        var (redemption, ledger) = redeemed.Value;
        if (OrderRefusals.After(request, redemption, times, moment) is { } late)
        {
            return late;
        }

        var paid = new Payment(account.MemberId, price, Spread(redemption.Points, request.Quantity), redemption);
        return new Ordered(Awaiting(Made(request, paid, moment), request, redemption, moment), redemption, ledger);
    }

    /// <summary>
    /// What is paid at the venue is held until then, and cash that is to be paid online holds all until it is paid.
    /// </summary>
    private static Outcome<RedemptionChange> Redeemed(
        OrderRequest request, Purchase bought, OrderTimes times, Account account, Moment moment)
    {
        var wanted = new QuoteRequest(request.Offer.Category, bought, request.Points) { IsByTicket = true };
        var redeem = new RedeemRequest(request.RedemptionId, request.Offer.MerchantId, request.OrderId, wanted)
        {
            OrderId = request.OrderId,
        };
        if (request.Offer.Content.Payment == PaymentWay.AtVenue)
        {
            return Redeem.Decide(redeem with { HoldUntil = times.ValidUntil }, account, moment);
        }

        if (!request.TakesPayments)
        {
            return Redeem.Decide(redeem with { Capture = true }, account, moment);
        }

        var spendable = LedgerChange.Open(account, moment).Account.Available;
        if (CashMinimum.WhyNot(wanted, spendable, moment.Programme) is { } tooLittle)
        {
            return tooLittle;
        }

        redeem = redeem with { Ceilings = [.. CashMinimum.CeilingsOn(wanted, spendable, moment.Programme)] };
        var captured = Redeem.Decide(redeem with { Capture = true }, account, moment);
        return captured.Refusal is not null || captured.Value.Redemption.Cash == Fen.Zero
            ? captured
            : Redeem.Decide(redeem with { HoldUntil = PayUntil(request, moment) + PayingRules.HeldBeyond }, account, moment);
    }

    /// <summary>Up to when cash can be paid: not beyond the end of the booking.</summary>
    internal static DateTimeOffset PayUntil(OrderRequest request, Moment moment)
    {
        var until = moment.Now.AddMinutes(moment.Programme.Paying.WithinMinutes);
        return request.Places.Slot?.ClosesAt(request.Offer.Content.Booking) is { } end && end < until ? end : until;
    }

    private static Order Made(OrderRequest request, Payment paid, Moment moment)
    {
        var (offer, places, times) = (request.Offer, request.Places, TimesOf(request, moment));
        return new Order
        {
            Id = request.OrderId,
            MemberId = paid.MemberId,
            MerchantId = offer.MerchantId,
            OfferId = offer.OfferId,
            OfferVersion = offer.Version,
            SlotId = places.SlotId,
            VenueId = offer.VenueId,
            Title = offer.Content.Title,
            UnitPrice = paid.Price,
            Payment = offer.Content.Payment,
            Eligibility = offer.Content.Eligibility.Count == 0 ? null : request.Eligibility,
            Times = times,
            GoesBackAt = times.GoesBackAt(offer.Category, offer.Content.Payment, moment.Programme.Calendar),
            RedemptionId = paid.Redemption?.Id,
            IsMissCounted = places.Slot is not null
                && (offer.Category == Category.Public || offer.Content.Payment == PaymentWay.AtVenue),
            Tickets = [.. request.Names.Select((name, at) => Made(name, at, paid))],
            Moves = request.Moves,
            CreatedAt = moment.Now,
        };
    }

    /// <summary>What is held for cash that is to be paid online awaits it.</summary>
    private static Order Awaiting(Order order, OrderRequest request, Redemption redemption, Moment moment) =>
        order.Payment != PaymentWay.Online || redemption.Status != RedemptionStatus.Held
            ? order
            : order with
            {
                Status = OrderStatus.AwaitingPayment,
                PayUntil = PayUntil(request, moment),
                Tickets = [.. order.Tickets.Select(ticket => ticket with { Status = TicketStatus.Pending })],
            };

    private static OrderTimes TimesOf(OrderRequest request, Moment moment) => request.Places.Slot is { } slot
        ? OrderTimes.OfSlot(slot, request.Offer.Content)
        : OrderTimes.OfGoods(moment.Now, request.Offer.Content, moment.Programme.Calendar);

    private static Ticket Made(TicketName name, int at, Payment paid)
    {
        var points = paid.Redemption is null ? Points.Zero : paid.Points[at];
        return new Ticket
        {
            Id = name.Id,
            N = at + 1,
            Code = name.Code,
            Points = points,
            Cash = paid.Price - (paid.Redemption?.Rate.Worth(points) ?? Fen.Zero),
        };
    }

    /// <summary>
    /// In equal parts, what remains by one each to the first: no ticket has more than one point above another, so that
    /// none passes the limit for one.
    /// </summary>
    public static IReadOnlyList<Points> Spread(Points points, int tickets)
    {
        var (each, more) = Math.DivRem(points.Value, tickets);
        return [.. Enumerable.Range(0, tickets).Select(at => new Points(each + (at < more ? 1 : 0)))];
    }

    /// <summary>Who pays what for one, and how many points are each ticket's.</summary>
    private sealed record Payment(string MemberId, Fen Price, IReadOnlyList<Points> Points, Redemption? Redemption);
}
