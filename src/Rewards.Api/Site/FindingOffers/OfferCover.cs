using Rewards.Api.Culture;
using Rewards.Api.Platform;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>What stands for an offer where it is one of several.</summary>
/// <param name="Category">Of the icons: what is shown where there is no picture.</param>
/// <param name="Picture">The small picture's address; null: there is none.</param>
/// <param name="Side">Of the picture, in pixels.</param>
internal sealed record OfferCover(string Category, string? Picture, int Side)
{
    /// <summary>So many pictures of a page are above its fold: the rest is fetched when somebody comes near.</summary>
    private const int AboveTheFold = 4;

    public bool IsLater { get; init; }

    public static OfferCover Of(CataloguedOffer offer) => offer.Pictures is [var first, ..]
        ? new OfferCover(WireName.Of(offer.Merchant.Category), PictureViews.PathOf(first.SmallName), first.SmallWidth)
        : new OfferCover(WireName.Of(offer.Merchant.Category), null, 0);

    /// <param name="index">Which of the page's offers it is, from 0.</param>
    public OfferCover At(int index) => this with { IsLater = index >= AboveTheFold };
}
