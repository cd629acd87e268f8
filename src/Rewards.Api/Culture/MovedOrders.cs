using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>
/// Orders whose slot has moved, from the moment on at which it did: what the job books afterwards everybody sees at once.
/// </summary>
internal static class MovedOrders
{
    /// <param name="row">The order.</param>
    /// <param name="slot">As it is; null: goods.</param>
    /// <param name="content">Of the order's version.</param>
    public static Order ToOrder(this OrderRow row, SlotRow? slot, OfferContent content) =>
        slot is null ? row.ToOrder() : FollowSlot.Decide(row.ToOrder(), slot.Move, content);
}
