using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Ordering;

/// <summary>When an order's tickets can be used and given back. All UTC.</summary>
/// <param name="StartsAt">The slot's start; null for goods.</param>
/// <param name="EndsAt">The slot's end; null for goods.</param>
/// <param name="ValidFrom">From when a ticket can be used.</param>
/// <param name="MissedAt">From when on (inclusive) one that was not used is missed.</param>
/// <param name="ValidUntil">From when on (inclusive) it can't be used at all.</param>
/// <param name="CancelUntil">The last instant (inclusive) at which the member can cancel.</param>
public sealed record OrderTimes(
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset ValidFrom,
    DateTimeOffset MissedAt,
    DateTimeOffset ValidUntil,
    DateTimeOffset CancelUntil)
{
    public static OrderTimes OfSlot(SlotTimes slot, OfferContent content) => new(
        slot.StartsAt,
        slot.EndsAt,
        slot.StartsAt.AddMinutes(-content.Admission.FromMinutesBefore),
        slot.AdmittedUntil(content.Admission),
        slot.EndsAt,
        slot.StartsAt.AddMinutes(-content.Cancellation.UntilMinutesBefore));

    /// <summary>Goods wait some days, and can be given back until they are fetched.</summary>
    public static OrderTimes OfGoods(DateTimeOffset now, OfferContent content, BusinessCalendar calendar)
    {
        var end = calendar.EndOf(calendar.DateOf(now).AddDays(content.PickupDays));
        return new OrderTimes(null, null, now, end, end, end);
    }

    /// <summary>
    /// Goods that nobody fetched go back as soon as they can't be fetched any more, day tickets of a scenic spot that were
    /// paid for when the day is over. Null: what was not used is missed.
    /// </summary>
    public DateTimeOffset? GoesBackAt(Category category, PaymentWay payment, BusinessCalendar calendar) =>
        StartsAt is null ? ValidUntil
        : category == Category.Scenic && payment == PaymentWay.Online

            // What is valid until midnight is valid on the day before it.
            ? calendar.EndOf(calendar.DateOf(ValidUntil.AddTicks(-1)))
            : null;
}
