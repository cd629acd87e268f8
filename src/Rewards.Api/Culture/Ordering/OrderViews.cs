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
/// <param name="SessionId">In which it was paid, or may be; null: none.</param>
internal sealed record OrderBeside(OfferContent Content, VenueRow? Venue, bool IsSlotCancelled, string? SessionId = null);

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
        var sessions = await SessionsAsync(rows, cancellationToken);
        var shown = new List<OrderResponse>(rows.Count);
        foreach (var row in rows)
        {
            var content = await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken);
            var slot = slots.GetValueOrDefault(row.SlotId ?? "");
            var order = row.ToOrder(slot, content);
            var beside = new OrderBeside(content, venues.GetValueOrDefault(order.VenueId ?? ""), slot?.CancelledAt is not null, sessions.GetValueOrDefault(row.Id));
            shown.Add(Show(order, beside, clock.GetUtcNow()));
        }

        return shown;
    }

    /// <summary>By order; of several the last.</summary>
    private async Task<Dictionary<string, string>> SessionsAsync(IReadOnlyList<OrderRow> rows, CancellationToken cancellationToken)
    {
        var paid = rows.Where(row => row.PayUntil is not null).ToList();
        if (paid.Count == 0)
        {
            return [];
        }

        var (members, ids) = (paid.Select(row => row.MemberId).Distinct().ToList(), paid.ConvertAll(row => row.Id));
        var attempts = await db.PaymentAttempts
            .Where(attempt => members.Contains(attempt.MemberId) && ids.Contains(attempt.OrderId) && attempt.SessionId != null)
            .ToListAsync(cancellationToken);
        return attempts.GroupBy(attempt => attempt.OrderId)
            .ToDictionary(all => all.Key, all => all.MaxBy(attempt => attempt.N)!.SessionId!);
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
        Payment = new OrderPayment(order.Payment, beside.SessionId),
        PayUntil = order.PayUntil,
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
        ticket.Status == TicketStatus.Pending ? null : ticket.Code,
        ticket.Status == TicketStatus.Pending ? null : TicketCode.Qr(ticket.Code),
        content.Admits,
        ticket.Points.Value,
        ticket.Cash.Value,
        ticket.Fee.Value,
        order.Times.ValidFrom,
        order.Times.ValidUntil,
        ticket.UsedAt);
}
