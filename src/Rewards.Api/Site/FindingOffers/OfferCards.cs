using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Culture.FindingOffers;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>An offer in a list.</summary>
/// <param name="Category">Of the texts, the icons and the stylesheet.</param>
/// <param name="Place">Venue, or the merchant.</param>
/// <param name="When">Its next slot, or how it is fetched.</param>
internal sealed record OfferCard(
    string Id, string Category, string Title, string Place, OfferPrice Price, string When, Availability Availability)
{
    public required OfferCover Cover { get; init; }
}

/// <summary>Shows offers that were found: at most one query for all, for the stocks of goods.</summary>
internal sealed class OfferCards(
    OfferViews views, OfferPrices prices, CurrentAccounts accounts, RewardsDb db, Text text)
{
    /// <param name="found">Which.</param>
    /// <param name="spendable">The member's points; null: nobody is signed in.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<OfferCard>> ShowAsync(
        IReadOnlyList<FoundOffer> found, Points? spendable, CancellationToken cancellationToken)
    {
        var goods = found.Where(one => one.Offer.Row.Kind == OfferKind.Goods).Select(one => one.Offer.Id).ToList();
        var stocks = goods.Count == 0
            ? []
            : await db.Stocks.Where(row => goods.Contains(row.Key))
                .ToDictionaryAsync(row => row.Key, row => row.Most - row.Taken, cancellationToken);
        return [.. found.Select(one => Show(one, stocks, spendable))];
    }

    private OfferCard Show(FoundOffer found, Dictionary<string, long> stocks, Points? spendable)
    {
        var (offer, (now, programme, _)) = (found.Offer, accounts.Now);
        var next = views.StandingOf(offer, found.Slots, now).Next;
        var price = next?.PriceFen is { } own ? new Fen(own) : offer.Content.Price;
        return new OfferCard(
            offer.Id,
            WireName.Of(offer.Merchant.Category),
            offer.Content.Title,
            offer.Venue is { } venue ? text.Name(venue) : text.Name(offer.Merchant),
            prices.Of(offer, price, 1, spendable),
            next is null
                ? text[offer.Row.Kind == OfferKind.Goods ? "offer.pickup" : "slot.over"]
                : text.Soon(next.Times.StartsAt, now),
            next is null
                ? SlotWords.OfStock(stocks.GetValueOrDefault(offer.Id), text)
                : SlotWords.Of(next.Times, offer.Content, (now, programme.Calendar), text))
        {
            Cover = OfferCover.Of(offer),
        };
    }
}
