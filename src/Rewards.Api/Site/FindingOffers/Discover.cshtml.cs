using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Culture.FindingOffers;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>发现: what the city offers, with what it costs whoever looks.</summary>
internal sealed class DiscoverModel(OfferFinder finder, OfferCards cards, OfferPrices prices, CurrentAccounts accounts)
    : PageModel
{
    private const int PageSize = 10;

    public bool IsMember => User.Identity is { IsAuthenticated: true };

    public DiscoverFilter Filter { get; private set; } = null!;

    public IReadOnlyList<Category> Categories { get; } = [.. Enum.GetValues<Category>()];

    public IReadOnlyList<OfferCard> Cards { get; private set; } = [];

    /// <summary>Where the list goes on; null: it does not.</summary>
    public string? More { get; private set; }

    /// <summary>Whether this is not the first page.</summary>
    public bool IsLater { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filter = DiscoverFilter.Read(Request.Query);
        var spendable = await accounts.SpendableAsync(User, cancellationToken);
        Func<Culture.CataloguedOffer, Fen, bool>? suffice = spendable is { } points
            ? (offer, price) => prices.Suffice(offer, price, points)
            : null;
        var page = PageRequest.OfSite(HttpContext, PageSize);
        var found = await finder.FindAsync(Filter.Ask(accounts.Now, suffice), page);
        var cut = page.Of(found, one => one, one => one.Key);
        (IsLater, More) = (page.Position is not null, cut.NextCursor is { } cursor ? Filter.Address(cursor) : null);
        Cards = await cards.ShowAsync(cut.Data, spendable, cancellationToken);
    }
}
