using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I17 and I14: an order's times follow each other, and only what has a slot has a start.</summary>
internal static class OrderTimeChecks
{
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

        if (order.CreatedAt > examination.Latest || order.CreatedAt > order.ValidUntil)
        {
            examination.Found(
                Invariant.Time, "not_in_future", order, $"{order.Quantity} tickets were ordered at {order.CreatedAt:O}.");
        }
    }

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
