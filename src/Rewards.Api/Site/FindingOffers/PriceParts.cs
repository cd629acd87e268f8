namespace Rewards.Api.Site.FindingOffers;

/// <summary>What a price consists of, for the page that explains it.</summary>
/// <param name="Spendable">The member's points; null: nobody is signed in.</param>
internal sealed record PriceParts(OfferPrice Price, long? Spendable, ShownOffer Shown);
