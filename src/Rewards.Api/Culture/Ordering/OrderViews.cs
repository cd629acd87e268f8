using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>What an order refers to, beside its own row.</summary>
/// <param name="Content">Of its version.</param>
/// <param name="Venue">Where it is; null: not said.</param>
/// <param name="IsSlotCancelled">By the merchant or an operator.</param>
internal sealed record OrderBeside(OfferContent Content, VenueRow? Venue, bool IsSlotCancelled);

/// <summary>Shows orders as they stand now, in the caller's language.</summary>
internal sealed class OrderViews(
    OfferViews offers, OfferContents contents, RewardsDb db, ReferenceData reference, Clock clock)
{
    public async Task<IReadOnlyList<OrderResponse>> ShowAsync(
        IReadOnlyList<OrderRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.SlotId).OfType<string>().Distinct().ToList();
        var slots = await db.Slots.Where(slot => ids.Contains(slot.SlotId))
            .ToDictionaryAsync(slot => slot.SlotId, cancellationToken);
        var places = rows.Select(row => row.VenueId).Concat(slots.Values.Select(slot => slot.VenueId)).OfType<string>().Distinct().ToList();
        var venues = await db.Venues.Where(venue => places.Contains(venue.Id))
            .ToDictionaryAsync(venue => venue.Id, cancellationToken);
        var shown = new List<OrderResponse>(rows.Count);
        foreach (var row in rows)
        {
            var content = await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken);
            var slot = slots.GetValueOrDefault(row.SlotId ?? "");
            var order = row.ToOrder(slot, content);
            var beside = new OrderBeside(content, venues.GetValueOrDefault(order.VenueId ?? ""), slot?.CancelledAt is not null);
            shown.Add(Show(order, beside, clock.GetUtcNow()));
        }

        return shown;
    }

    public OrderResponse Show(Order order, OrderBeside beside, DateTimeOffset now) => new()
    {
        Id = order.Id,
        OfferId = order.OfferId,
        OfferVersion = order.OfferVersion,
        SlotId = order.SlotId,
        Merchant = offers.Show(reference.Current.Merchants[order.MerchantId]),
        Venue = offers.Show(beside.Venue),
        Title = order.Title,
        StartsAt = order.Times.StartsAt,
        EndsAt = order.Times.EndsAt,
        Quantity = order.Tickets.Count,
        Status = order.StatusAt(now),
        RefundStatus = order.RefundStatus,
        Reason = order.Reason,
        GrossFen = order.Gross.Value,
        Points = order.Points.Value,
        DiscountFen = order.Discount.Value,
        CashFen = order.Cash.Value,
        FeeFen = order.Fee.Value,
        RefundedPoints = order.RefundedPoints.Value,
        RefundedCashFen = order.RefundedCash.Value,
        RedemptionId = order.RedemptionId,
        Payment = new OrderPayment(order.Payment),
        Eligibility = order.Eligibility,
        CancelUntil = order.CancelUntil,
        Cancellation = CancellationTerms.From(beside.Content.Cancellation),
        SlotCancelled = beside.IsSlotCancelled,
        Tickets = [.. order.Tickets.Select(ticket => Show(ticket, order, beside.Content, now))],
        CreatedAt = order.CreatedAt,
    };

    private static TicketResponse Show(Ticket ticket, Order order, OfferContent content, DateTimeOffset now) => new(
        ticket.Id,
        ticket.N,
        order.StatusOf(ticket, now),
        ticket.Code,
        TicketCode.Qr(ticket.Code),
        content.Admits,
        ticket.Points.Value,
        ticket.Cash.Value,
        ticket.Fee.Value,
        order.Times.ValidFrom,
        order.Times.ValidUntil,
        ticket.UsedAt);
}
