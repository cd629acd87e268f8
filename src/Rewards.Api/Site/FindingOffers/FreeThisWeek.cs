using Rewards.Api.Culture.FindingOffers;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Http;
using Rewards.Domain;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>The next free things that can be booked, for the home page: nothing is asked of the database for them.</summary>
internal sealed class FreeThisWeek(OfferFinder finder, OfferCards cards, CurrentAccounts accounts)
{
    private const int Most = 3;
    private const int Days = 7;

    public async Task<IReadOnlyList<OfferCard>> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var now = accounts.Now.Now;
        var question = new OfferQuestion([], null, null, new Period(now, now.AddDays(Days)), OfferSort.Soonest)
        {
            Free = true,
            Available = true,
            IsToCome = true,
        };
        var found = await finder.FindAsync(question, PageRequest.OfSite(context, Most));
        return await cards.ShowAsync([.. found.Take(Most)], Points.Zero, cancellationToken);
    }
}
