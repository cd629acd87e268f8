using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>A member's order, with what it refers to.</summary>
/// <param name="Order">As it is now, also where its slot has moved.</param>
/// <param name="Content">Of its version.</param>
/// <param name="Venue">Where it is; null: not said.</param>
/// <param name="Slot">When it is; null: goods.</param>
internal sealed record FoundOrder(Order Order, OfferContent Content, VenueRow? Venue, SlotRow? Slot)
{
    /// <summary>Cash that goes back, or went.</summary>
    public IReadOnlyList<CashRefundRow> Refunds { get; init; } = [];

    public bool IsSlotCancelled => Slot?.CancelledAt is not null;

    /// <summary>What a page that shows the order is compared with: another text, another page.</summary>
    public string Standing(DateTimeOffset now) => string.Join(
        ' ',
        Order.Tickets.Select(ticket => WireName.Of(Order.StatusOf(ticket, now)))
            .Append(IsSlotCancelled ? "off" : "on")
            .Concat(Refunds.Select(refund => WireName.Of(refund.State)))
            .Concat(Order.DisputedAt is null ? [] : ["disputed"]));
}

/// <summary>Reads one order of a member's own.</summary>
internal sealed class OrderFinder(RewardsDb db, OfferContents contents)
{
    /// <summary>Null: the member has no such order.</summary>
    public async Task<FoundOrder?> FindAsync(string memberId, string id, CancellationToken cancellationToken)
    {
        var row = TypeId.IsValid(TypeId.Order, id)
            ? await db.Orders.FirstOrDefaultAsync(one => one.MemberId == memberId && one.Id == id, cancellationToken)
            : null;
        if (row is null)
        {
            return null;
        }

        var content = await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken);
        var slot = await db.Slots.AsNoTracking().FirstOrDefaultAsync(one => one.SlotId == row.SlotId, cancellationToken);
        var order = row.ToOrder(slot, content);
        var venue = await db.Venues.FirstOrDefaultAsync(one => one.Id == order.VenueId, cancellationToken);
        return new FoundOrder(order, content, venue, slot)
        {
            Refunds = order.PayUntil is null ? [] : await RefundsAsync(order, cancellationToken),
        };
    }

    private Task<List<CashRefundRow>> RefundsAsync(Order order, CancellationToken cancellationToken) => db.CashRefunds
        .Where(refund => refund.MemberId == order.MemberId && refund.OrderId == order.Id)
        .OrderBy(refund => refund.Id)
        .ToListAsync(cancellationToken);
}
