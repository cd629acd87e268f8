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
internal sealed class MissedReader(RewardsDb db, ReferenceData reference, Clock clock)
{
    public async Task<MissedBookings> ReadAsync(string memberId, CancellationToken cancellationToken)
    {
        var (now, rules) = (clock.GetUtcNow(), reference.Programme.Supplying);
        var since = now - MissedBookings.Memory(rules);

        // Nobody could come to what was cancelled.
        var missed = await db.Orders
            .Where(order => order.MemberId == memberId && order.MissCountsAt > since && order.MissCountsAt <= now)
            .Where(order => !db.Slots.Any(slot => slot.SlotId == order.SlotId && slot.CancelledAt != null))
            .Select(order => new MissedBooking(order.Id, order.Title, order.MissCountsAt!.Value))
            .ToListAsync(cancellationToken);
        return MissedBookings.At(missed, rules, now);
    }
}
