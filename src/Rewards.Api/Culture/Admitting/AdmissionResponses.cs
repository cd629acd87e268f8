using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Admitting;

/// <summary>A ticket as a door sees it.</summary>
/// <param name="Id" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket's id.</param>
/// <param name="N" example="1">From 1, within the order.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="Would" example="ok"><c>ok</c>, or the code of the problem that letting in would answer with.</param>
/// <param name="Admits" example="1">How many people it lets in.</param>
/// <param name="CashFen" example="0">What is to be taken for it at the door, in fen.</param>
/// <param name="ValidFrom">From when it lets in (UTC).</param>
/// <param name="ValidUntil">From when on it lets in no more (UTC).</param>
/// <param name="UsedAt">When it was used (UTC); null: it was not.</param>
/// <param name="UsedVenueId">Where it was used; null: it was not, or nobody said.</param>
public sealed record DoorTicket(
    string Id,
    int N,
    TicketStatus Status,
    string Would,
    int Admits,
    long CashFen,
    DateTimeOffset ValidFrom,
    DateTimeOffset ValidUntil,
    DateTimeOffset? UsedAt,
    string? UsedVenueId)
{
    /// <summary>Nothing stands in the way.</summary>
    internal const string Ok = "ok";
}

/// <summary>Tickets of one order that fit what was shown.</summary>
public sealed record DoorOrder
{
    /// <summary>The order's id.</summary>
    /// <example>ord_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    public required string OrderId { get; init; }

    /// <summary>Whose it is, masked.</summary>
    /// <example>陈***</example>
    public required string MemberName { get; init; }

    /// <summary>What.</summary>
    /// <example>羽毛球场</example>
    public required string Title { get; init; }

    /// <summary>When; null for goods.</summary>
    public required string? SlotId { get; init; }

    /// <summary>UTC; null for goods.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    /// <summary>UTC; null for goods.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>Where; null: not said.</summary>
    public required OfferVenue? Venue { get; init; }

    /// <summary>Where in the venue; null: not said.</summary>
    /// <example>1号场</example>
    public required string? Resource { get; init; }

    /// <summary>The class of people that the member declared to be of: staff look at it. Null: it is for everybody.</summary>
    public required Eligibility? Eligibility { get; init; }

    /// <summary>What staff are to look at, in the merchant's words; empty: nothing.</summary>
    public required string EligibilityNote { get; init; }

    /// <summary>How many people those that would be let in let in.</summary>
    /// <example>1</example>
    public required int People { get; init; }

    /// <summary>What is to be taken for these at the door, in fen.</summary>
    /// <example>0</example>
    public required long CashFen { get; init; }

    /// <summary>In their order.</summary>
    public required IReadOnlyList<DoorTicket> Tickets { get; init; }
}

/// <param name="Data">The soonest first; none: nothing of this merchant's fits.</param>
public sealed record LookupResponse(IReadOnlyList<DoorOrder> Data);

/// <summary>A ticket that was used.</summary>
/// <param name="Id" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket's id.</param>
/// <param name="N" example="1">From 1, within the order.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="People" example="1">How many came in with it.</param>
public sealed record AdmittedTicket(string Id, int N, TicketStatus Status, int People);

/// <summary>Who came in.</summary>
/// <param name="OrderId" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
/// <param name="Tickets">Those that were used by it.</param>
/// <param name="People" example="1">How many people.</param>
/// <param name="CashFen" example="0">What is to be taken at the door, in fen.</param>
/// <param name="AdmittedAt">When (UTC).</param>
/// <param name="UndoUntil">The last instant (UTC, inclusive) at which it can be taken back.</param>
public sealed record AdmissionResponse(
    string OrderId,
    IReadOnlyList<AdmittedTicket> Tickets,
    int People,
    long CashFen,
    DateTimeOffset AdmittedAt,
    DateTimeOffset UndoUntil);

/// <summary>An admission that was taken back.</summary>
/// <param name="OrderId" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
/// <param name="TicketId" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket: it can be used again, or is cancelled: it was paid at the door, or its slot was cancelled.</param>
/// <param name="TicketStatus">How it stands now.</param>
/// <param name="People" example="1">How many did not come in after all.</param>
/// <param name="CashFen" example="0">What is to be given back from the drawer, in fen.</param>
public sealed record UndoResponse(string OrderId, string TicketId, TicketStatus TicketStatus, int People, long CashFen);

/// <summary>A missed ticket that counts no more.</summary>
/// <param name="OrderId" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
/// <param name="TicketId" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket.</param>
/// <param name="ForgivenAt">When (UTC).</param>
public sealed record ForgivenResponse(string OrderId, string TicketId, DateTimeOffset ForgivenAt);

/// <summary>People who came in without an order.</summary>
/// <param name="Places" example="1">How many places they took.</param>
/// <param name="People" example="2">How many they are.</param>
/// <param name="Left" example="3">How many places are left for more of them.</param>
public sealed record WalkInResponse(int Places, int People, int Left);

/// <summary>How a slot stands at its door.</summary>
public sealed record DoorResponse
{
    /// <summary>The slot's id.</summary>
    /// <example>slt_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    public required string SlotId { get; init; }

    /// <summary>What.</summary>
    /// <example>羽毛球场</example>
    public required string Title { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How it stands.</summary>
    public required SlotState State { get; init; }

    /// <summary>Where; null: not said.</summary>
    public required OfferVenue? Venue { get; init; }

    /// <summary>Where in the venue; null: not said.</summary>
    /// <example>1号场</example>
    public required string? Resource { get; init; }

    /// <summary>All places.</summary>
    /// <example>4</example>
    public required int Capacity { get; init; }

    /// <summary>Places with a ticket.</summary>
    /// <example>2</example>
    public required int Taken { get; init; }

    /// <summary>Places whose ticket was used.</summary>
    /// <example>1</example>
    public required int Used { get; init; }

    /// <summary>Places whose ticket was not used in time.</summary>
    /// <example>0</example>
    public required int Missed { get; init; }

    /// <summary>People who came in with a ticket.</summary>
    /// <example>1</example>
    public required int Admitted { get; init; }

    /// <summary>People who came in without one.</summary>
    /// <example>0</example>
    public required int WalkIns { get; init; }

    /// <summary>Places that people without an order took.</summary>
    /// <example>0</example>
    public required int WalkInPlaces { get; init; }

    /// <summary>Places for more of them.</summary>
    /// <example>2</example>
    public required int Left { get; init; }

    /// <summary>From when on the places of tickets that were not used are free (UTC); null: they are kept.</summary>
    public required DateTimeOffset? ReleasedAt { get; init; }
}
