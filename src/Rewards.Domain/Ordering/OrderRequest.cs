using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>What is ordered: a version of an offer.</summary>
public sealed record OrderedOffer(
    string OfferId, string MerchantId, string? VenueId, Category Category, int Version, OfferContent Content);

/// <summary>Where the places are taken from.</summary>
/// <param name="SlotId">Null: goods.</param>
/// <param name="Slot">Null: goods.</param>
/// <param name="OwnPrice">The slot's; null: the version's.</param>
/// <param name="Left">What nobody has taken.</param>
/// <param name="Waiting">How many wait for one.</param>
public sealed record OrderedPlaces(string? SlotId, SlotTimes? Slot, Fen? OwnPrice, long Left, int Waiting)
{
    public static OrderedPlaces Of(string slotId, SlotTimes slot, Fen? ownPrice, int waiting) =>
        new(slotId, slot, ownPrice, slot.Places.Left, waiting);

    public static OrderedPlaces OfGoods(long left) => new(null, null, null, left, 0);
}

/// <summary>Tickets that the member has already, and that count.</summary>
/// <param name="InSlot">Tickets.</param>
/// <param name="OnDay">Tickets.</param>
/// <param name="OfOffer">Tickets.</param>
/// <param name="HeldOrders">Orders that are to be paid at a venue, and whose time is still to come.</param>
/// <param name="UnpaidOrders">Orders that await payment.</param>
public readonly record struct TicketsHad(int InSlot, int OnDay, int OfOffer, int HeldOrders = 0, int UnpaidOrders = 0);

/// <summary>Another slot of the same offer.</summary>
/// <param name="Id">The slot's id.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="Left">Places, as lately known.</param>
public sealed record OtherSlot(string Id, DateTimeOffset StartsAt, int Left);

/// <summary>What a new ticket is called.</summary>
public sealed record TicketName(string Id, string Code);

/// <summary>A member's wish to have tickets of an offer, now or once there are places.</summary>
public record OrderWish
{
    public required OrderedOffer Offer { get; init; }

    public required OrderedPlaces Places { get; init; }

    public required TicketsHad Had { get; init; }

    /// <summary>Tickets.</summary>
    public required int Quantity { get; init; }

    /// <summary>What the member did not come to lately.</summary>
    public MissedBookings Missed { get; init; } = MissedBookings.None;
}

/// <summary>An order to be decided about.</summary>
public sealed record OrderRequest : OrderWish
{
    /// <summary>Given by the service.</summary>
    public required string OrderId { get; init; }

    /// <summary>Given by the service, whether or not there will be one.</summary>
    public required string RedemptionId { get; init; }

    /// <summary>One for each ticket.</summary>
    public required IReadOnlyList<TicketName> Names { get; init; }

    /// <summary>Null: as many points as the limits allow.</summary>
    public Points? Points { get; init; }

    /// <summary>What the member says to be; null: nothing.</summary>
    public Eligibility? Eligibility { get; init; }

    /// <summary>Whether cash can be paid online here.</summary>
    public bool TakesPayments { get; init; }

    /// <summary>When orders of the member with cash ended unpaid, lately.</summary>
    public IReadOnlyList<DateTimeOffset> Lapsed { get; init; } = [];

    /// <summary>What the member was shown; null: nothing to compare with.</summary>
    public Fen? ExpectedCash { get; init; }

    /// <summary>How often the slot has moved so far.</summary>
    public int Moves { get; init; }

    /// <summary>Where else there are places, for a refusal.</summary>
    public IReadOnlyList<OtherSlot> NextSlots { get; init; } = [];
}
