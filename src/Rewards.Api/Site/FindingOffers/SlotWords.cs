using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>How a slot or a stock stands, in few words.</summary>
/// <param name="Words">What is left, or why nothing can be had.</param>
/// <param name="IsFew">Whether it wants haste.</param>
/// <param name="IsGone">Whether nothing of it can be had now.</param>
internal sealed record Availability(string Words, bool IsFew = false, bool IsGone = false);

/// <summary>Says it the same way in lists, on an offer's page and on a slot's.</summary>
internal static class SlotWords
{
    /// <summary>So many, and fewer, are few.</summary>
    private const int Few = 10;

    private const int ToldExactly = 20;

    /// <param name="slot">Which.</param>
    /// <param name="content">The terms of its offer.</param>
    /// <param name="at">When, and whose days.</param>
    /// <param name="text">Says it.</param>
    public static Availability Of(
        SlotTimes slot, OfferContent content, (DateTimeOffset Now, BusinessCalendar Calendar) at, Text text)
    {
        var state = slot.StateAt(at.Now, content, at.Calendar);
        return state switch
        {
            SlotState.Open when content.Booking.Mode == BookingMode.WalkIn => new Availability(text["slot.walk_in"]),
            SlotState.Open => LeftOf(slot.Places, text),
            SlotState.NotOpen => new Availability(
                text["slot.opens", text.Soon(slot.OpensAt(content.Booking, at.Calendar)!.Value, at.Now)], IsGone: true),
            SlotState.Full => new Availability(text["slot.full"], IsGone: true),
            SlotState.Closed => new Availability(text["slot.closed"], IsGone: true),
            SlotState.Running => new Availability(text["slot.running"], IsGone: true),
            SlotState.Over => new Availability(text["slot.over"], IsGone: true),
            SlotState.Cancelled => new Availability(text["slot.cancelled"], IsGone: true),
        };
    }

    public static Availability OfStock(long left, Text text) => left switch
    {
        <= 0 => new Availability(text["stock.none"], IsGone: true),
        <= Few => new Availability(text["slot.few", left], IsFew: true),
        _ => new Availability(text["stock.some"]),
    };

    /// <summary>A small slot that hardly anybody has booked yet is no cause for haste.</summary>
    private static Availability LeftOf(SlotPlaces places, Text text) => places.Left switch
    {
        1 when places.Capacity == 1 => new Availability(text["slot.free"]),
        <= Few and var left when left * 2 <= places.Capacity => new Availability(text["slot.few", left], IsFew: true),
        <= ToldExactly and var left => new Availability(text["slot.left", left]),
        _ => new Availability(text["slot.many"]),
    };
}
