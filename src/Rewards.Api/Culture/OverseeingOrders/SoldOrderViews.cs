using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.OverseeingOrders;

/// <summary>What an order refers to, beside its own row.</summary>
/// <param name="Content">Of its version.</param>
/// <param name="Venue">Where it is; null: not said.</param>
/// <param name="Slot">Null: goods.</param>
/// <param name="MemberName">In full.</param>
internal sealed record SoldOrderBeside(OfferContent Content, VenueRow? Venue, SlotRow? Slot, string MemberName);

/// <summary>Shows orders as they stand now to merchants and operators.</summary>
internal sealed class SoldOrderViews(OfferViews offers, OfferContents contents, RewardsDb db, ReferenceData reference, Clock clock)
{
    /// <summary>In the order of the rows, for a merchant.</summary>
    public async Task<IReadOnlyList<SoldOrder>> ShowAsync(
        IReadOnlyList<OrderRow> rows, CancellationToken cancellationToken)
    {
        var (now, beside) = (clock.GetUtcNow(), await ReadAsync(rows, cancellationToken));
        return [.. rows.Zip(beside, (row, one) => Show(row.ToOrder(one.Slot, one.Content), one, now))];
    }

    /// <summary>In the order of the rows, for an operator.</summary>
    public async Task<IReadOnlyList<ReviewedOrder>> ReviewAsync(
        IReadOnlyList<OrderRow> rows, CancellationToken cancellationToken)
    {
        var (now, beside) = (clock.GetUtcNow(), await ReadAsync(rows, cancellationToken));
        return [.. rows.Zip(beside, (row, one) => Review(row.ToOrder(one.Slot, one.Content), one, now))];
    }

    /// <summary>In the order of the rows, one question a table.</summary>
    public async Task<IReadOnlyList<SoldOrderBeside>> ReadAsync(
        IReadOnlyList<OrderRow> rows, CancellationToken cancellationToken)
    {
        var memberIds = rows.Select(row => row.MemberId).Distinct().ToList();
        var names = await db.Members.Where(member => memberIds.Contains(member.MemberId))
            .ToDictionaryAsync(member => member.MemberId, member => member.DisplayName, cancellationToken);
        var slotIds = rows.Select(row => row.SlotId).OfType<string>().Distinct().ToList();
        var slots = await db.Slots.AsNoTracking().Where(slot => slotIds.Contains(slot.SlotId))
            .ToDictionaryAsync(slot => slot.SlotId, cancellationToken);
        var venueIds = rows.Select(row => row.VenueId).Concat(slots.Values.Select(slot => slot.VenueId)).OfType<string>().Distinct().ToList();
        var venues = await db.Venues.Where(venue => venueIds.Contains(venue.Id))
            .ToDictionaryAsync(venue => venue.Id, cancellationToken);
        var beside = new List<SoldOrderBeside>(rows.Count);
        foreach (var row in rows)
        {
            var content = await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken);
            var slot = slots.GetValueOrDefault(row.SlotId ?? "");
            beside.Add(new SoldOrderBeside(
                content, venues.GetValueOrDefault(row.ToOrder(slot, content).VenueId ?? ""), slot, names[row.MemberId]));
        }

        return beside;
    }

    public ReviewedOrder Review(Order order, SoldOrderBeside beside, DateTimeOffset now) =>
        new(Show(order, beside, now), order.MemberId, offers.Show(reference.Current.Merchants[order.MerchantId]))
        {
            MemberName = beside.MemberName,
        };

    public SoldOrder Show(Order order, SoldOrderBeside beside, DateTimeOffset now) => new()
    {
        Id = order.Id,
        OfferId = order.OfferId,
        OfferVersion = order.OfferVersion,
        SlotId = order.SlotId,
        MemberName = DisplayNames.Mask(beside.MemberName),
        Venue = offers.Show(beside.Venue),
        Resource = beside.Slot is { Resource: { Length: > 0 } resource } ? resource : null,
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
        SlotCancelled = beside.Slot?.CancelledAt is not null,
        Tickets = [.. order.Tickets.Select(ticket => Show(ticket, order, beside.Content.Admits, now))],
        CreatedAt = order.CreatedAt,
    };

    private static SoldTicket Show(Ticket ticket, Order order, int admits, DateTimeOffset now) => new(
        ticket.Id,
        ticket.N,
        order.StatusOf(ticket, now),
        admits,
        ticket.Points.Value,
        ticket.Cash.Value,
        ticket.Fee.Value,
        order.Times.ValidFrom,
        order.Times.ValidUntil,
        ticket.UsedAt);
}
