using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Supplying;

/// <summary>
/// Another size, price or time for a slot, together with what that makes of its queue: what was not taken in time goes to
/// the next before anything else, then new places to who waits.
/// </summary>
internal sealed class SlotChanging
{
    private readonly SlotRow slot;
    private readonly SlotChangeBody body;
    private readonly SlotMoving? moving;
    private readonly DateTimeOffset now;
    private readonly SlotQueue queue;

    private SlotChanging(SlotRow slot, (SlotChangeBody Body, SlotMoving? Moving) to, DateTimeOffset now, SlotQueue queue) =>
        (this.slot, body, moving, this.now, this.queue) = (slot, to.Body, to.Moving, now, queue);

    /// <summary>
    /// Until the transaction ends nobody else changes the slot, nor an entry of its queue: whoever does writes the slot
    /// first.
    /// </summary>
    public static void Hold(RewardsDb db, string slotId) => db.Slots.Where(row => row.SlotId == slotId)
        .ExecuteUpdate(row => row.SetProperty(one => one.Waiting, one => one.Waiting));

    /// <param name="db">Where.</param>
    /// <param name="slot">As it is, held.</param>
    /// <param name="to">What was sent, and where it moves to; null: it stays.</param>
    /// <param name="now">UTC.</param>
    public static SlotChanging Of(
        RewardsDb db, SlotRow slot, (SlotChangeBody Body, SlotMoving? Moving) to, DateTimeOffset now)
    {
        List<WaitingRow> open = slot.Waiting == 0
            ? []
            : [.. db.WaitingEntries.AsNoTracking().Where(entry => entry.SlotId == slot.SlotId && entry.Queue == WaitingRow.InQueue)];
        var moved = to.Moving is { } moving ? slot with { StartsAt = moving.StartsAt, EndsAt = moving.EndsAt } : slot;
        var more = (to.Body.Capacity ?? slot.Capacity) - slot.Capacity - ((to.Body.WalkInPlaces ?? slot.WalkInPlaces) - slot.WalkInPlaces);
        var queue = SlotQueue.Of(moved, open).Follow(now).Settle(now).Settle(now, more);
        return new SlotChanging(slot, to, now, queue);
    }

    /// <summary>After it could not be written.</summary>
    public Problem WhyNot => (moving is null ? null : SlotMoving.Used(slot.Used))
        ?? Problem.Of("capacity_below_taken") with { Facts = OfferEdits.Taken(queue.Times.Places.Taken) };

    /// <returns>False: it does not fit, and nothing was written.</returns>
    public bool TryWrite(RewardsDb db)
    {
        if (Set(db) != 1)
        {
            return false;
        }

        if (moving is not null)
        {
            Move(db, moving);
        }

        foreach (var entry in queue.Changed)
        {
            Write(db, entry);
        }

        db.AddRange(queue.Notices(now));
        return true;
    }

    private int Set(RewardsDb db)
    {
        var (capacity, walkIns, price) = (body.Capacity, body.WalkInPlaces, body.PriceFen);
        var (kept, open) = (queue.MoreKept, queue.MoreOpen);
        return WhereItFits(db)
            .ExecuteUpdate(row => row
                .SetProperty(one => one.Capacity, one => capacity ?? one.Capacity)
                .SetProperty(one => one.WalkInPlaces, one => walkIns ?? one.WalkInPlaces)
                .SetProperty(one => one.PriceFen, one => price ?? one.PriceFen)
                .SetProperty(one => one.Taken, one => one.Taken + kept)
                .SetProperty(one => one.Waiting, one => one.Waiting + open));
    }

    private IQueryable<SlotRow> WhereItFits(RewardsDb db)
    {
        var (capacity, walkIns, kept, mayBeUsed) = (body.Capacity, body.WalkInPlaces, queue.MoreKept, moving is null);
        return db.Slots
            .Where(row => row.SlotId == slot.SlotId && row.ChangeSeq == slot.ChangeSeq)
            .Where(row => row.Taken + kept + (walkIns ?? row.WalkInPlaces) <= (capacity ?? row.Capacity))
            .Where(row => walkIns == null || row.WalkInTaken <= walkIns)
            .Where(row => mayBeUsed || row.Used == 0);
    }

    /// <summary>In the same transaction: nobody saw the row in between.</summary>
    private void Move(RewardsDb db, SlotMoving to) => db.Slots
        .Where(row => row.SlotId == slot.SlotId)
        .ExecuteUpdate(row => row
            .SetProperty(one => one.StartsAt, to.StartsAt)
            .SetProperty(one => one.EndsAt, to.EndsAt)
            .SetProperty(one => one.VenueId, to.VenueId)
            .SetProperty(one => one.Moves, one => one.Moves + 1)
            .SetProperty(one => one.MovedAt, now)
            .SetProperty(one => one.ChangeSeq, one => one.ChangeSeq + 1)
            .SetProperty(one => one.ChangedAt, now)
            .SetProperty(one => one.OrdersCarried, 0)
            .SetProperty(one => one.CarriedOutAt, (DateTimeOffset?)null));

    /// <summary>A command that has read the entry before notices by its version.</summary>
    private static void Write(RewardsDb db, WaitingRow entry) => db.WaitingEntries
        .Where(row => row.SlotId == entry.SlotId && row.MemberId == entry.MemberId)
        .ExecuteUpdate(row => row
            .SetProperty(one => one.Status, entry.Status)
            .SetProperty(one => one.Queue, entry.Queue)
            .SetProperty(one => one.OfferedUntil, entry.OfferedUntil)
            .SetProperty(one => one.LapsesAt, entry.LapsesAt)
            .SetProperty(one => one.Version, one => one.Version + 1));
}
