using Rewards.Api.Culture;
using Rewards.Api.Culture.FindingOffers;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Http;
using Rewards.Domain;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>Finds some offers of the same category, for the foot of an offer's page.</summary>
internal sealed class OthersAlike(OfferFinder finder, OfferCards cards, CurrentAccounts accounts)
{
    private const int Most = 3;

    public async Task<IReadOnlyList<OfferCard>> FindAsync(
        CataloguedOffer offer, HttpContext context, Points? spendable, CancellationToken cancellationToken)
    {
        var filter = new DiscoverFilter(null, offer.Merchant.Category, null, null);
        var found = await finder.FindAsync(filter.Ask(accounts.Now, null), PageRequest.OfSite(context, Most));
        return await cards.ShowAsync(
            [.. found.Where(one => one.Offer.Id != offer.Id).Take(Most)], spendable, cancellationToken);
    }
}
