using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;
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

/// <summary>
/// Orders whose slot has moved, and which the job has not taken along yet: what is asked of their rows is asked of these
/// too. Mostly there are none, and one step into a small index says so.
/// </summary>
internal sealed class OrdersToFollow(RewardsDb db, OfferContents contents)
{
    /// <summary>Slots that have moved and take place, by id.</summary>
    public Task<Dictionary<string, SlotRow>> SlotsAsync(CancellationToken cancellationToken) => db.Slots.AsNoTracking()
        .Where(slot => slot.ChangedAt != null && slot.CarriedOutAt == null && slot.Moves > 0 && slot.CancelledAt == null)
        .ToDictionaryAsync(slot => slot.SlotId, cancellationToken);

    /// <summary>Those of one member, as they are now.</summary>
    public async Task<IReadOnlyList<Order>> OfMemberAsync(string memberId, CancellationToken cancellationToken)
    {
        var slots = await SlotsAsync(cancellationToken);
        if (slots.Count == 0)
        {
            return [];
        }

        var ids = slots.Keys.ToList();
        var rows = await db.Orders.AsNoTracking()
            .Where(row => row.MemberId == memberId && row.SlotId != null && ids.Contains(row.SlotId))
            .ToListAsync(cancellationToken);
        var orders = new List<Order>(rows.Count);
        foreach (var row in rows)
        {
            orders.Add(await FollowAsync(row, slots, cancellationToken));
        }

        return orders;
    }

    /// <summary>An order as it is now.</summary>
    /// <param name="row">Of a slot or of goods.</param>
    /// <param name="slots">See <see cref="SlotsAsync"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<Order> FollowAsync(
        OrderRow row, Dictionary<string, SlotRow> slots, CancellationToken cancellationToken) =>
        slots.GetValueOrDefault(row.SlotId ?? "") is { } slot && slot.Moves != row.Moves
            ? row.ToOrder(slot, await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken))
            : row.ToOrder();
}
