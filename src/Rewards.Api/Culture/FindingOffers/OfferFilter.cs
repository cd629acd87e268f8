using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.FindingOffers;

/// <summary>Which offers are wanted; each left out: any.</summary>
/// <param name="Q" example="羽毛球">Words that title, tags, venue, merchant or text have; one character is enough.</param>
/// <param name="Category" example="public">Of the merchant.</param>
/// <param name="Supply" example="public"><c>public</c> or <c>market</c>.</param>
/// <param name="MerchantId" example="mch_01m6a6ft00f9v80z9fwvfeamgy">Whose.</param>
/// <param name="VenueId" example="ven_01m6a6ft00e8cr5n3j7k2q9w4x">Where.</param>
/// <param name="On" example="2026-11-28">With a slot on this business date; without <c>from</c> and <c>to</c>.</param>
/// <param name="From">With a slot from this business date or instant on.</param>
/// <param name="To">With a slot until this business date (the whole day) or instant (excluded).</param>
/// <param name="Free">Only what costs nothing, or only what costs something.</param>
/// <param name="Available">Only what can be booked now, or only what can't.</param>
/// <param name="Sort" example="soonest"><c>soonest</c> (usual), <c>new</c> or <c>price</c>; what fits the words better comes first.</param>
public sealed record OfferFilter(
    [property: FromQuery(Name = "q")]
    [property: StringLength(400, ErrorMessage = "must have at most 400 characters")]
    string? Q,
    [property: FromQuery(Name = "category")] string? Category,
    [property: FromQuery(Name = "supply")] string? Supply,
    [property: FromQuery(Name = "merchant_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? MerchantId,
    [property: FromQuery(Name = "venue_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? VenueId,
    [property: FromQuery(Name = "on")] string? On,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "free")] bool? Free,
    [property: FromQuery(Name = "available")] bool? Available,
    [property: FromQuery(Name = "sort")] string? Sort)
{
    /// <exception cref="BindingException">A value is none of those that there are.</exception>
    internal OfferQuestion Read(BusinessCalendar calendar)
    {
        if (On is not null && (From is not null || To is not null))
        {
            throw BindingException.Invalid("on", "send on, or from and to, and not both");
        }

        var period = On is { } day ? Period.OfDay("on", day, calendar) : Period.Read(From, To, calendar);
        return new OfferQuestion(
            OfferSearch.Words(Q ?? ""),
            Choice<Category>("category", Category),
            Choice<Supply>("supply", Supply),
            period,
            Choice<OfferSort>("sort", Sort) ?? OfferSort.Soonest)
        {
            MerchantId = MerchantId,
            VenueId = VenueId,
            Free = Free,
            Available = Available,
        };
    }

    private static T? Choice<T>(string name, string? text)
        where T : struct, Enum => text is null ? null
        : WireName.TryParse<T>(text, out var value) ? value
        : throw BindingException.Invalid(
            name, "must be one of: " + string.Join(", ", Enum.GetValues<T>().Select(WireName.Of)));
}

/// <summary>In which order offers come that fit the words equally well.</summary>
internal enum OfferSort
{
    Soonest,
    New,
    Price,
}

/// <summary>What is looked for.</summary>
/// <param name="Words">All of them.</param>
/// <param name="Category">Null: any.</param>
/// <param name="Supply">Null: any.</param>
/// <param name="Period">When a slot begins.</param>
/// <param name="Sort">In which order.</param>
internal sealed record OfferQuestion(
    string[] Words, Category? Category, Supply? Supply, Period Period, OfferSort Sort)
{
    public string? MerchantId { get; init; }

    public string? VenueId { get; init; }

    public bool? Free { get; init; }

    public bool? Available { get; init; }

    /// <summary>Whether what is over, or has no slot yet, is left out.</summary>
    public bool IsToCome { get; init; }

    /// <summary>Whether it fits whoever asks, by the price of its next slot; null: all do.</summary>
    public Func<CataloguedOffer, Fen, bool>? Only { get; init; }

    public bool HasPeriod => Period.From is not null || Period.Until is not null;

    /// <summary>Whether it fits by what does not change with the time.</summary>
    public bool Fits(CataloguedOffer offer) =>
        Is(Category, offer.Merchant.Category)
        && Is(Supply, offer.Row.Supply)
        && Is(MerchantId, offer.Row.MerchantId)
        && Is(VenueId, offer.Row.VenueId)
        && Is(Free, offer.Content.Price == Fen.Zero);

    public bool Has(DateTimeOffset startsAt) =>
        !(startsAt < Period.From) && !(startsAt >= Period.Until);

    /// <param name="wanted">Null: any will do.</param>
    /// <param name="value">What it is.</param>
    private static bool Is<T>(T? wanted, T value)
        where T : struct => wanted is null || wanted.Value.Equals(value);

    private static bool Is(string? wanted, string? value) => wanted is null || wanted == value;
}
