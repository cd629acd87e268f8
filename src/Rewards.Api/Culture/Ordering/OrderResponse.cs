using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>The right to one use of an order.</summary>
/// <param name="Id" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket's id.</param>
/// <param name="N" example="1">From 1, within the order.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="Code" example="7KQ4M2XP">What staff read or type; null: its order awaits payment.</param>
/// <param name="Qr" example="TKT:7KQ4M2XP">The text to encode as a QR code; null: its order awaits payment.</param>
/// <param name="Admits" example="1">How many people it lets in.</param>
/// <param name="Points" example="0">Its part of the order's points.</param>
/// <param name="CashFen" example="0">Its part of the order's cash, in fen.</param>
/// <param name="FeeFen" example="0">What its cancellation cost, in fen.</param>
/// <param name="ValidFrom">From when it can be used (UTC).</param>
/// <param name="ValidUntil">From when on it can't be used any more (UTC).</param>
/// <param name="UsedAt">When it was used (UTC); null: it was not.</param>
public sealed record TicketResponse(
    string Id,
    int N,
    TicketStatus Status,
    string? Code,
    string? Qr,
    int Admits,
    long Points,
    long CashFen,
    long FeeFen,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    DateTimeOffset? UsedAt);

/// <summary>A member's order.</summary>
public sealed record OrderResponse
{
    /// <summary>The order's id.</summary>
    /// <example>ord_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    public required string Id { get; init; }

    /// <summary>Of what.</summary>
    /// <example>ofr_01m6a6ft00e2bmk5prk0yq3v7z</example>
    public required string OfferId { get; init; }

    /// <summary>The version whose terms apply, whatever the offer says by now.</summary>
    /// <example>1</example>
    public required int OfferVersion { get; init; }

    /// <summary>When; null for goods.</summary>
    /// <example>slt_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    public required string? SlotId { get; init; }

    /// <summary>Whose offer it is.</summary>
    public required OfferMerchant Merchant { get; init; }

    /// <summary>Where it is; null: not said.</summary>
    public required OfferVenue? Venue { get; init; }

    /// <summary>As the version calls it.</summary>
    /// <example>羽毛球场</example>
    public required string Title { get; init; }

    /// <summary>UTC; null for goods.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    /// <summary>UTC; null for goods.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>How many tickets.</summary>
    /// <example>1</example>
    public required int Quantity { get; init; }

    /// <summary>How it stands now.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>How much of it was given back, by tickets.</summary>
    public required RefundStatus RefundStatus { get; init; }

    /// <summary>
    /// Why another than the member cancelled it or some of its tickets: in the words of whoever did, or <c>unused</c>: nobody
    /// came for it in time, and it was given back. Null otherwise.
    /// </summary>
    public required string? Reason { get; init; }

    /// <summary>The price before points, in fen.</summary>
    /// <example>0</example>
    public required long GrossFen { get; init; }

    /// <summary>Points that it took.</summary>
    /// <example>0</example>
    public required long Points { get; init; }

    /// <summary>What they are worth, in fen.</summary>
    /// <example>0</example>
    public required long DiscountFen { get; init; }

    /// <summary>What is paid in money, in fen.</summary>
    /// <example>0</example>
    public required long CashFen { get; init; }

    /// <summary>What cancelling cost so far, in fen.</summary>
    /// <example>0</example>
    public required long FeeFen { get; init; }

    /// <summary>Points that came back.</summary>
    /// <example>0</example>
    public required long RefundedPoints { get; init; }

    /// <summary>Money that came back, in fen.</summary>
    /// <example>0</example>
    public required long RefundedCashFen { get; init; }

    /// <summary>What pays for it; null: it costs nothing.</summary>
    /// <example>null</example>
    public required string? RedemptionId { get; init; }

    /// <summary>How the cash part is paid.</summary>
    public required OrderPayment Payment { get; init; }

    /// <summary>Up to when (UTC, exclusive) its cash can be paid; null: there was none to pay online.</summary>
    /// <example>null</example>
    public required DateTimeOffset? PayUntil { get; init; }

    /// <summary>The class of people that the member declared to be of; null: it is for everybody.</summary>
    public required Eligibility? Eligibility { get; init; }

    /// <summary>The last instant (UTC, inclusive) at which it can be cancelled.</summary>
    public required DateTimeOffset CancelUntil { get; init; }

    /// <summary>What cancelling costs, and until when, by the order's version.</summary>
    public required CancellationTerms Cancellation { get; init; }

    /// <summary>Whether its slot was cancelled: then everything comes back, at any time.</summary>
    public required bool SlotCancelled { get; init; }

    /// <summary>In their order.</summary>
    public required IReadOnlyList<TicketResponse> Tickets { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
