using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>Where and when a slot is by now.</summary>
/// <param name="Times">As they are.</param>
/// <param name="VenueId">Null: not said.</param>
/// <param name="Moves">How often it moved.</param>
/// <param name="MovedAt">When it last did.</param>
public sealed record SlotMove(SlotTimes Times, string? VenueId, int Moves, DateTimeOffset MovedAt);

/// <summary>
/// Takes an order to where its slot has moved. Who booked another time may give it back in full: for two days, or until
/// the start where it is far from what was booked. Silence keeps.
/// </summary>
public static class FollowSlot
{
    private static readonly TimeSpan FreeFor = TimeSpan.FromHours(48);
    private static readonly TimeSpan Far = TimeSpan.FromHours(24);

    /// <summary>The order as it is now; the same where its slot has not moved since.</summary>
    /// <param name="order">Of a slot.</param>
    /// <param name="slot">As it is now.</param>
    /// <param name="content">Of the order's version.</param>
    public static Order Decide(Order order, SlotMove slot, OfferContent content)
    {
        if (slot.Moves == order.Moves)
        {
            return order;
        }

        var times = OrderTimes.OfSlot(slot.Times, content);
        var isFar = IsFar(order, slot);
        var free = isFar ? slot.Times.StartsAt : Earlier(slot.Times.StartsAt, slot.MovedAt + FreeFor);
        return order with
        {
            VenueId = slot.VenueId,
            Times = times with { CancelUntil = Later(order.Times.CancelUntil, times.CancelUntil) },
            Moves = slot.Moves,
            FreeUntil = Later(free, order.FreeUntil ?? free),
            IsMissCounted = order.IsMissCounted && !isFar,
        };
    }

    /// <summary>
    /// From when on what was paid and not used goes back in full: the morning after, where that was so before, or where it
    /// is far from what was booked. Null: it does not.
    /// </summary>
    /// <param name="before">As it was.</param>
    /// <param name="slot">As it is now.</param>
    /// <param name="calendar">Whose mornings.</param>
    public static DateTimeOffset? GoesBackAt(Order before, SlotMove slot, BusinessCalendar calendar) =>
        before.Payment == PaymentWay.Online && (before.GoesBackAt is not null || IsFar(before, slot))
            ? calendar.EndOf(calendar.DateOf(slot.Times.EndsAt.AddTicks(-1)))
            : before.GoesBackAt;

    private static bool IsFar(Order order, SlotMove slot) => slot.VenueId != order.VenueId
        || (slot.Times.StartsAt - order.Times.StartsAt!.Value).Duration() > Far;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
