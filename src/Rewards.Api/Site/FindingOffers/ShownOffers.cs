using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>An offer as its own pages show it: exact, where lists may be some seconds old.</summary>
/// <param name="Off"><c>paused</c> or <c>closed</c>: nothing of it can be had; null: it is offered.</param>
/// <param name="Slots">Those to come, the soonest first.</param>
/// <param name="Stock">What is left of goods; 0 of all else.</param>
internal sealed record ShownOffer(CataloguedOffer Offer, string? Off, IReadOnlyList<SlotRow> Slots, long Stock)
{
    public OfferContent Content => Offer.Content;

    public bool IsGoods => Offer.Row.Kind == OfferKind.Goods;

    public bool IsWalkIn => Content.Booking.Mode == BookingMode.WalkIn;

    /// <summary>Of one: the slot's own, or the version's.</summary>
    public Fen PriceOf(SlotRow? slot) => slot?.PriceFen is { } own ? new Fen(own) : Content.Price;

    /// <summary>Of one, in the first slot that there is.</summary>
    public Fen FirstPrice => PriceOf(Slots.Count == 0 ? null : Slots[0]);

    /// <summary>How many one order may have of so many that are left; 0: none.</summary>
    public int MostOf(long left)
    {
        var limits = Content.Limits;
        int?[] most = [limits.PerOrder ?? TicketLimits.MostPerOrder, limits.PerSlot, limits.PerDay, limits.PerOffer];
        return (int)Math.Clamp(left, 0, most.Min()!.Value);
    }
}

/// <summary>
/// Reads an offer for its own pages, also one that is not offered any more: people come back to what they had.
/// </summary>
internal sealed class ShownOffers(
    Catalogue catalogue,
    OfferContents contents,
    KnownPictures pictures,
    ReferenceData reference,
    CurrentAccounts accounts,
    RewardsDb db)
{
    /// <summary>Null: no such offer, or none that members ever saw.</summary>
    public async Task<ShownOffer?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = accounts.Now.Now;
        if (catalogue.FindShown(id, now) is not { } offer)
        {
            return FindPaused(id, now) is { } paused
                ? new ShownOffer(paused, "paused", [], 0)
                : await FindClosedAsync(id, cancellationToken);
        }

        if (offer.Row.Kind == OfferKind.Slot)
        {
            var slots = await SlotSummaries.Coming(db, id, now).ToListAsync(cancellationToken);
            return new ShownOffer(offer, null, slots, 0);
        }

        var stock = await db.Stocks.FirstOrDefaultAsync(row => row.Key == id, cancellationToken);
        return new ShownOffer(offer, null, [], stock is null ? 0 : stock.Most - stock.Taken);
    }

    /// <summary>Also one that is over or cancelled; null: there is none.</summary>
    public Task<SlotRow?> FindSlotAsync(string id, CancellationToken cancellationToken) =>
        db.Slots.FirstOrDefaultAsync(slot => slot.SlotId == id, cancellationToken);

    private CataloguedOffer? FindPaused(string id, DateTimeOffset now) =>
        catalogue.Offers.TryGetValue(id, out var offer)
        && offer.Row.PausedAt is not null
        && offer.Merchant.Status == MerchantStatus.Active
        && !(offer.Row.PublishAt > now)
            ? offer
            : null;

    private async Task<ShownOffer?> FindClosedAsync(string id, CancellationToken cancellationToken)
    {
        var row = await db.Offers.FirstOrDefaultAsync(
            offer => offer.Id == id && offer.ClosedAt != null && offer.LiveVersion != null, cancellationToken);
        if (row is null || !reference.Current.Merchants.TryGetValue(row.MerchantId, out var merchant))
        {
            return null;
        }

        var content = await contents.ReadAsync(db, (id, row.LiveVersion!.Value), cancellationToken);
        var closed = CataloguedOffer.Of(row, content, merchant, null) with
        {
            Pictures = pictures.Of(db, content),
        };
        return new ShownOffer(closed, "closed", [], 0);
    }
}
