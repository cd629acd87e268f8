using Rewards.Api.Culture;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Site.FindingMerchants;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>What some tickets of an offer cost whoever looks.</summary>
/// <param name="GrossFen">Before points.</param>
/// <param name="Points">That it takes; 0 where nobody is signed in.</param>
/// <param name="MostPoints">As many as the limits allow.</param>
/// <param name="CashFen">What is left to pay in money.</param>
/// <param name="Why">The limit that decides, in words; null: it is free, or nobody is signed in.</param>
/// <param name="MissingPoints">How many more would lower it further; 0: the member's points go as far as they can.</param>
internal sealed record OfferPrice(
    long GrossFen, long Points, long MostPoints, long CashFen, string? Why, long MissingPoints)
{
    /// <summary>What these would be worth.</summary>
    public long MissingFen { get; init; }

    public bool IsFree => GrossFen == 0;

    public long DiscountFen => GrossFen - CashFen;

    public static OfferPrice WithoutPoints(long grossFen) => new(grossFen, 0, 0, grossFen, null, 0);
}

/// <summary>Prices offers as an order would, by the rules in force: no query for any of them.</summary>
internal sealed class OfferPrices(CurrentAccounts accounts, OnlinePayments payments, Text text)
{
    /// <summary>Whether what points don't cover can't be paid here.</summary>
    public bool IsUnpayable(CataloguedOffer offer, OfferPrice price) =>
        offer.Content.Payment == PaymentWay.Online && price.CashFen > 0 && !payments.AreTaken;

    private Programme Programme { get; } = accounts.Now.Programme;

    /// <param name="offer">What is wanted.</param>
    /// <param name="price">Of one.</param>
    /// <param name="quantity">How many.</param>
    /// <param name="spendable">The member's points; null: nobody is signed in.</param>
    /// <param name="wanted">How many points to use; null, or more than the limits allow: as many as they do.</param>
    public OfferPrice Of(CataloguedOffer offer, Fen price, int quantity, Points? spendable, Points? wanted = null)
    {
        var gross = price * quantity;
        if (spendable is not { } points || QuoteOf(offer, price, quantity, points) is not { } quote)
        {
            return OfferPrice.WithoutPoints(gross.Value);
        }

        var used = wanted is { } some && some <= quote.MaxPoints ? some : quote.MaxPoints;
        var missing = MissingIn(quote, points);
        return new OfferPrice(
            gross.Value,
            used.Value,
            quote.MaxPoints.Value,
            (gross - quote.Rate.Worth(used)).Value,
            WhyOf(quote, offer.Merchant.Category, points),
            missing.Value)
        {
            MissingFen = quote.Rate.Worth(missing).Value,
        };
    }

    /// <summary>Whether the member's points go as far as they can, and pay a part.</summary>
    public bool Suffice(CataloguedOffer offer, Fen price, Points spendable) =>
        Of(offer, price, 1, spendable) is { MissingPoints: 0, Points: > 0 };

    /// <summary>Null: it is free, or dearer than anything that can be ordered.</summary>
    private Quote? QuoteOf(CataloguedOffer offer, Fen price, int quantity, Points spendable)
    {
        var bought = Purchase.Of([new PurchaseLine(offer.Content.Title, quantity, price)]);
        if (bought.Refusal is not null)
        {
            return null;
        }

        var wanted = new QuoteRequest(offer.Merchant.Category, bought.Value, Requested: null) { IsByTicket = true };
        return Quote.Decide(
            wanted, spendable, Programme.Rate, payments.CeilingsOn(wanted, offer.Content.Payment, spendable, Programme)).Value;
    }

    /// <summary>A rule of the programme rather than what the member happens to have, where both decide.</summary>
    private string WhyOf(Quote quote, Category category, Points spendable)
    {
        var binding = quote.Limits.Where(limit => limit.IsBinding).Select(limit => limit.Rule).ToList();
        var cap = Programme.Caps[category].FirstOrDefault(cap => binding.Contains(cap.Rule));
        return cap is not null ? CapWords.Of(cap, text)
            : binding.Contains(CashMinimum.Rule) ? text["why.cash_minimum", Text.Yuan(Programme.Paying.MinimumCash.Value)]
            : binding.Contains("total") ? text["why.total"]
            : spendable.IsZero ? text["why.none"]
            : text["why.balance", text.Number(spendable.Value)];
    }

    private static Points MissingIn(Quote quote, Points spendable)
    {
        var allowed = quote.Limits.Where(limit => limit.Rule != "balance")
            .Min(limit => quote.Rate.Within(limit.Most).Value);
        return new Points(Math.Max(0, allowed - spendable.Value));
    }
}
