using System.Globalization;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.FindingOffers;

/// <summary>An offer that was found.</summary>
/// <param name="Offer">Which.</param>
/// <param name="Slots">Its slots that are not over, of the period.</param>
/// <param name="Key">Texts in the order of the list; ends with the id, so that no two are alike.</param>
internal sealed record FoundOffer(CataloguedOffer Offer, IEnumerable<SlotSummary> Slots, string Key);

/// <summary>
/// Finds offers by a scan over what the process remembers: the same on both engines, one Chinese character included.
/// Up to some thousand offers that takes about a millisecond; more of them want a search engine.
/// </summary>
internal sealed class OfferFinder(Catalogue catalogue, SlotSummaries summaries, OfferViews views, Clock clock)
{
    private const string Last = "9";

    /// <summary>The page's offers and one more.</summary>
    public async Task<List<FoundOffer>> FindAsync(OfferQuestion question, PageRequest page)
    {
        var (now, slots) = (clock.GetUtcNow(), await summaries.AllAsync());
        var found = new List<FoundOffer>();
        foreach (var offer in catalogue.Offers.Values)
        {
            if (offer.IsShownAt(now) && question.Fits(offer)
                && offer.Search.RankOf(question.Words) is { } rank
                && Place(offer, slots[offer.Id], question, (rank, now)) is { } placed)
            {
                found.Add(placed);
            }
        }

        return
        [
            .. found.Where(one => page.Position is not { } last || string.CompareOrdinal(one.Key, last) > 0)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Take(page.Take),
        ];
    }

    /// <summary>Null: nothing of it is in the period, or it is not as available as was asked for.</summary>
    private FoundOffer? Place(
        CataloguedOffer offer, IEnumerable<SlotSummary> all, OfferQuestion question, (int Rank, DateTimeOffset Now) at)
    {
        var slots = question.HasPeriod ? [.. all.Where(slot => question.Has(slot.Times.StartsAt))] : all;
        if (question.HasPeriod && !slots.Any())
        {
            return null;
        }

        var (state, next) = views.StandingOf(offer, slots, at.Now);
        if (!IsWanted(question, offer, (state, next)))
        {
            return null;
        }

        var gone = state is OfferState.SoldOut or OfferState.Over ? 1 : 0;
        return new FoundOffer(offer, slots, $"{at.Rank}{gone}{Order(question.Sort, offer, next)}/{offer.Id}");
    }

    private static bool IsWanted(
        OfferQuestion question, CataloguedOffer offer, (OfferState State, SlotSummary? Next) standing) =>
        !(question.Available is { } wanted && wanted != IsAvailable(offer, standing.State))
        && !(question.IsToCome && standing.State == OfferState.Over)
        && question.Only?.Invoke(offer, PriceOf(offer, standing.Next)) is not false;

    private static Fen PriceOf(CataloguedOffer offer, SlotSummary? next) =>
        next?.PriceFen is { } own ? new Fen(own) : offer.Content.Price;

    private static bool IsAvailable(CataloguedOffer offer, OfferState state) =>
        state == OfferState.Bookable || (offer.Row.Kind == OfferKind.Goods && state == OfferState.Live);

    private static string Order(OfferSort sort, CataloguedOffer offer, SlotSummary? next) => sort switch
    {
        OfferSort.New => Number(long.MaxValue - offer.Row.CreatedAt.UtcTicks),
        OfferSort.Price => Number(PriceOf(offer, next).Value),
        OfferSort.Soonest => next is null ? Last : Number(next.Times.StartsAt.UtcTicks),
    };

    private static string Number(long number) => number.ToString("D19", CultureInfo.InvariantCulture);
}
