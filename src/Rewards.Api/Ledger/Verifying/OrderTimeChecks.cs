using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I17 and I14: an order's times follow each other, and only what has a slot has a start.</summary>
internal static class OrderTimeChecks
{
    /// <summary>Where clocks are put back.</summary>
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(25);

    public static void Check(StoredOrder order, Examination examination)
    {
        CheckSlot(order, examination);
        DateTimeOffset[] inTurn = [order.ValidFrom, order.MissedAt, order.ValidUntil];
        if (!inTurn.Order().SequenceEqual(inTurn) || order.ValidFrom == order.ValidUntil || (order.Moves == 0 && order.CancelUntil > order.ValidUntil))
        {
            examination.Found(
                Invariant.Orders,
                "times_of_order",
                order,
                $"{order.Quantity} tickets are valid from {order.ValidFrom:O} to {order.ValidUntil:O}, missed at {order.MissedAt:O}, and can be cancelled until {order.CancelUntil:O}.");
        }

        CheckGivingBack(order, examination);
        if (order.CreatedAt > examination.Latest || order.CreatedAt > order.ValidUntil)
        {
            examination.Found(
                Invariant.Time, "not_in_future", order, $"{order.Quantity} tickets were ordered at {order.CreatedAt:O}.");
        }
    }

    /// <summary>Null where the tickets can't be read: that is found elsewhere.</summary>
    private static void CheckGivingBack(StoredOrder order, Examination examination)
    {
        var due = order.DisputedAt is not null ? null : order.IsAwaiting ? order.HeldUntil : order.Tickets?.Any(ticket => ticket.Status == "valid") == true ? order.GoesBackAt : null;
        if (!IsGivenBackInTime(order) || order.GiveBackAt != due)
        {
            examination.Found(
                Invariant.Orders,
                "give_back_at",
                order,
                $"What was not used of {order.Quantity} tickets, valid until {order.ValidUntil:O}, goes back at {order.GoesBackAt:O}; {order.GiveBackAt:O} is noted.");
        }
    }

    /// <summary>Goods always, with the last day to fetch them; of slots only what was paid, when the day ends in the programme's zone.</summary>
    private static bool IsGivenBackInTime(StoredOrder order) => order.SlotId is null
        ? order.GoesBackAt == order.ValidUntil
        : order.GoesBackAt is null
            || (order.Payment == "online" && order.GoesBackAt >= order.ValidUntil && order.GoesBackAt - order.ValidUntil <= LongestDay);

    private static void CheckSlot(StoredOrder order, Examination examination)
    {
        var isSound = order.SlotId is null
            ? order.StartsAt is null && order.EndsAt is null
            : order.StartsAt < order.EndsAt;
        isSound &= order.Moves >= 0 && (order.Moves > 0 || order.FreeUntil is null);
        if (!isSound)
        {
            examination.Found(
                Invariant.Orders,
                "slot_times",
                order,
                $"Of slot '{order.SlotId}' it takes place from {order.StartsAt:O} to {order.EndsAt:O}, moved {order.Moves} times and free until {order.FreeUntil:O}, {order.Quantity} tickets.");
        }
    }
}
