using Rewards.Api.Platform.Http;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>How an offer stands, computed from its versions, its slots and the time.</summary>
public enum OfferState
{
    /// <summary>No version was submitted yet.</summary>
    Draft,

    /// <summary>Its first version waits for an operator.</summary>
    Submitted,

    /// <summary>An operator rejected its only version.</summary>
    Rejected,

    /// <summary>Approved, and not published yet.</summary>
    Upcoming,

    /// <summary>Shown; nothing of it can be booked now: it opens later, or whoever comes first gets in.</summary>
    Live,

    /// <summary>Something of it can be booked now.</summary>
    Bookable,
    SoldOut,

    /// <summary>Nothing of it is to come: its last slot is over, or it has none yet.</summary>
    Over,
    Paused,
    Closed,
}

/// <param name="Id" example="mch_01m6a6ft00f9v80z9fwvfeamgy">The merchant's id.</param>
/// <param name="Name" example="全民健身服务中心">In the language of <c>Accept-Language</c>.</param>
public sealed record OfferMerchant(string Id, string Name);

/// <param name="Id" example="ven_01m6a6ft00e8cr5n3j7k2q9w4x">The venue's id.</param>
/// <param name="Name" example="阳光羽毛球馆">In the language of <c>Accept-Language</c>.</param>
/// <param name="District">Null: not known.</param>
/// <param name="Address">Null: not known.</param>
public sealed record OfferVenue(string Id, string Name, string? District, string? Address);

/// <summary>The soonest slot that is not over; the soonest that can be booked where there is one.</summary>
/// <param name="Id" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot's id.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="State" example="open">How it stands.</param>
/// <param name="Left" example="3">Places left; null: more than 20.</param>
/// <param name="Many">Whether there are more than 20.</param>
public sealed record NextSlot(
    string Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, SlotState State, int? Left, bool Many);

/// <summary>What one ticket costs this member.</summary>
/// <param name="Points" example="300">As many as the limits allow.</param>
/// <param name="DiscountFen" example="3000">What they are worth, in fen.</param>
/// <param name="CashFen" example="1250">What is left to pay in money, in fen.</param>
/// <param name="Limits">Every limit, and which of them decided.</param>
public sealed record OfferQuote(long Points, long DiscountFen, long CashFen, IReadOnlyList<LimitResponse> Limits);

/// <summary>An offer with the content of one of its versions.</summary>
public record OfferResponse
{
    /// <summary>The offer's id.</summary>
    /// <example>ofr_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required OfferMerchant Merchant { get; init; }

    /// <summary>Where it is; null: not said.</summary>
    public required OfferVenue? Venue { get; init; }

    /// <summary>Whether it takes place or is fetched.</summary>
    public required OfferKind Kind { get; init; }

    /// <summary>Who stands behind it.</summary>
    public required Supply Supply { get; init; }

    /// <summary>The merchant's: decides how far points go.</summary>
    public required Category Category { get; init; }

    /// <summary>The version whose content this is.</summary>
    /// <example>1</example>
    public required int Version { get; init; }

    /// <summary>How it stands.</summary>
    /// <example>bookable</example>
    public required OfferState State { get; init; }

    /// <summary>Invented, for trying things out.</summary>
    public required bool Sample { get; init; }

    /// <summary>What it is called.</summary>
    /// <example>羽毛球 · 一小时</example>
    public required string Title { get; init; }

    /// <summary>One sentence; may be empty.</summary>
    /// <example>四片场地，自带球拍</example>
    public required string Summary { get; init; }

    /// <summary>May have several lines; may be empty.</summary>
    /// <example>请提前十分钟到场。</example>
    public required string Text { get; init; }

    /// <summary>The cover first.</summary>
    public required IReadOnlyList<string> PictureIds { get; init; }

    /// <summary>The cover, for lists; null: it has no picture.</summary>
    public PictureResponse? Picture => Pictures.Count == 0 ? null : Pictures[0];

    /// <summary>The cover first.</summary>
    public required IReadOnlyList<PictureResponse> Pictures { get; init; }

    /// <summary>Of one ticket, in fen (1/100 yuan); a slot may cost something else.</summary>
    /// <example>0</example>
    public required long PriceFen { get; init; }

    /// <summary>What one ticket is counted in.</summary>
    /// <example>小时</example>
    public required string Unit { get; init; }

    /// <summary>People per ticket.</summary>
    /// <example>4</example>
    public required int Admits { get; init; }

    /// <summary>Where cash is paid.</summary>
    public required PaymentWay Payment { get; init; }

    /// <summary>For whom it is; none: for everybody.</summary>
    public required IReadOnlyList<Eligibility> Eligibility { get; init; }

    /// <summary>What staff will look at; may be empty.</summary>
    /// <example>凭军人证入场</example>
    public required string EligibilityNote { get; init; }

    /// <summary>How many tickets one member may have.</summary>
    public required LimitsTerms Limits { get; init; }

    /// <summary>Whether a place must be booked, and when it can be.</summary>
    public required BookingTerms Booking { get; init; }

    /// <summary>When one is let in.</summary>
    public required AdmissionTerms Admission { get; init; }

    /// <summary>Until when and at what cost one may cancel.</summary>
    public required CancellationTerms Cancellation { get; init; }

    /// <summary>How many days goods wait to be fetched.</summary>
    /// <example>30</example>
    public required int PickupDays { get; init; }

    /// <summary>At most 5.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Null: none that is not over, or it has no slots.</summary>
    public required NextSlot? NextSlot { get; init; }

    /// <summary>What this member's points would save on one, in fen; null: nobody is signed in.</summary>
    /// <example>0</example>
    public required long? SavesFen { get; init; }

    /// <summary>What one costs this member; null: nobody is signed in, or it is free.</summary>
    public required OfferQuote? Quote { get; init; }

    /// <summary>
    /// What this member did not come to, on the page of an offer that is free; null: nobody is signed in, it is paid
    /// for, or it is a list.
    /// </summary>
    public OfferMissed? Missed { get; init; }
}

/// <param name="Count" example="1">Bookings that were missed within <c>within_days</c>.</param>
/// <param name="Limit" example="3">So many block free bookings.</param>
/// <param name="WithinDays" example="90">The first and the last of these are at most so many days apart.</param>
/// <param name="BlockedDays" example="30">For how many days, from the last one.</param>
/// <param name="BlockedUntil">From when on free bookings are open again (UTC); null: they are.</param>
public sealed record OfferMissed(int Count, int Limit, int WithinDays, int BlockedDays, DateTimeOffset? BlockedUntil);
