using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>Reads orders, and what is known before one is decided about: offers and versions, no places.</summary>
internal sealed class OrderReader(
    RewardsDb db, Catalogue catalogue, SlotSummaries slots, OfferContents contents, MissedReader missed, LapsedReader lapsed, OrderViews views, Clock clock)
{
    private const int MostOtherSlots = 3;

    /// <summary>Null: the member has no such order.</summary>
    public async Task<OrderResponse?> ShowAsync(string memberId, string id, CancellationToken cancellationToken)
    {
        var rows = await db.Orders.Where(order => order.MemberId == memberId && order.Id == id)
            .ToListAsync(cancellationToken);
        return rows.Count == 0 ? null : (await views.ShowAsync(rows, cancellationToken))[0];
    }

    public async Task<OrderPlacing> ReadAsync(string memberId, OrderBody body, CancellationToken cancellationToken)
    {
        var wanted = new OrderPlacing(memberId, body, catalogue.FindShown(body.OfferId, clock.GetUtcNow()));
        return wanted.Offer is not { } offer
            ? wanted
            : wanted with
            {
                Changed = await ChangedAsync(offer, body.AcceptVersion, cancellationToken),
                NextSlots = OthersOf(offer, body, await slots.AllAsync()),
                Missed = offer.Content.Payment == PaymentWay.Free
                    ? await missed.ReadAsync(memberId, cancellationToken)
                    : MissedBookings.None,
                TakesPayments = lapsed.TakesPayments,
                Lapsed = offer.Content.Payment == PaymentWay.Online && lapsed.TakesPayments
                    ? await lapsed.ReadAsync(memberId, cancellationToken)
                    : [],
            };
    }

    public async Task<OrderCancelling> ReadAsync(OrderCancelling wanted, CancellationToken cancellationToken)
    {
        var order = await db.Orders.FirstOrDefaultAsync(
            row => row.MemberId == wanted.MemberId && row.Id == wanted.OrderId, cancellationToken);
        return order is null
            ? wanted
            : wanted with
            {
                Content = await contents.ReadAsync(db, (order.OfferId, order.OfferVersion), cancellationToken),
                Venue = await db.Venues.FirstOrDefaultAsync(venue => venue.Id == order.VenueId, cancellationToken),
            };
    }

    /// <summary>
    /// Null: it is the accepted version. One that is still to come is compared with nothing: members have not seen it.
    /// </summary>
    private async Task<IReadOnlyList<string>?> ChangedAsync(
        CataloguedOffer offer, int accepted, CancellationToken cancellationToken)
    {
        if (accepted == offer.Row.LiveVersion)
        {
            return null;
        }

        var before = accepted > offer.Row.LiveVersion
            ? null
            : await contents.FindAsync(db, (offer.Id, accepted), cancellationToken);
        return before is null ? [] : OfferVersions.DifferencesBetween(before, offer.Content);
    }

    private List<OtherSlot> OthersOf(CataloguedOffer offer, OrderBody body, ILookup<string, SlotSummary> all)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. all[offer.Id]
                .Where(slot => slot.SlotId != body.SlotId && slot.Times.StartsAt > now && slot.Times.Places.Left >= body.Quantity)
                .Take(MostOtherSlots)
                .Select(slot => new OtherSlot(slot.SlotId, slot.Times.StartsAt, slot.Times.Places.Left)),
        ];
    }
}
