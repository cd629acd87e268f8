using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>An offer that has a live version, as a process knows it.</summary>
/// <param name="Row">The offer.</param>
/// <param name="Content">Its live version's.</param>
/// <param name="Merchant">Whose it is.</param>
/// <param name="Venue">Where it is; null: not said.</param>
/// <param name="Search">Folded for being found.</param>
public sealed record CataloguedOffer(
    OfferRow Row, OfferContent Content, MerchantRow Merchant, VenueRow? Venue, OfferSearch Search)
{
    public string Id => Row.Id;

    /// <summary>The cover first.</summary>
    public IReadOnlyList<PictureRow> Pictures { get; init; } = [];

    /// <summary>Whether members see it: a suspended merchant's offers they do not.</summary>
    public bool IsShownAt(DateTimeOffset now) =>
        Merchant.Status == MerchantStatus.Active
        && Row.ClosedAt is null
        && Row.PausedAt is null
        && !(Row.PublishAt > now);

    internal OrderedOffer ToOrdered() =>
        new(Id, Row.MerchantId, Row.VenueId, Merchant.Category, Row.LiveVersion!.Value, Content);

    internal static CataloguedOffer Of(OfferRow row, OfferContent content, MerchantRow merchant, VenueRow? venue)
    {
        string?[] places = [merchant.NameZh, merchant.NameEn, venue?.NameZh, venue?.NameEn, venue?.District];
        return new CataloguedOffer(row, content, merchant, venue, OfferSearch.Of(content, places.OfType<string>()));
    }
}
