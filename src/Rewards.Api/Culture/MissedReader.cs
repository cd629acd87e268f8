using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture;

/// <summary>
/// Reads what a member did not come to. Time alone makes it more, so that it can be read before a command that asks for
/// it.
/// </summary>
internal sealed class MissedReader(RewardsDb db, OfferContents contents, ReferenceData reference, Clock clock)
{
    private readonly OrdersToFollow moved = new(db, contents);

    public async Task<MissedBookings> ReadAsync(string memberId, CancellationToken cancellationToken)
    {
        var (now, rules) = (clock.GetUtcNow(), reference.Programme.Supplying);
        var since = now - MissedBookings.Memory(rules);

        // Of a slot that moved by where it is now, also before the job has written that.
        var following = await moved.OfMemberAsync(memberId, cancellationToken);
        var ids = following.Select(order => order.Id).ToList();

        // Nobody could come to what was cancelled.
        var missed = await db.Orders
            .Where(order => order.MemberId == memberId && order.MissCountsAt > since && order.MissCountsAt <= now)
            .Where(order => !ids.Contains(order.Id))
            .Where(order => !db.Slots.Any(slot => slot.SlotId == order.SlotId && slot.CancelledAt != null))
            .Select(order => new MissedBooking(order.Id, order.Title, order.MissCountsAt!.Value))
            .ToListAsync(cancellationToken);
        return MissedBookings.At([.. missed, .. following.Where(IsMissedBy(now)).Select(Booking)], rules, now);
    }

    private static Func<Order, bool> IsMissedBy(DateTimeOffset now) =>
        order => order.WouldBeMissed && order.Times.MissedAt <= now;

    private static MissedBooking Booking(Order order) => new(order.Id, order.Title, order.Times.MissedAt);
}
