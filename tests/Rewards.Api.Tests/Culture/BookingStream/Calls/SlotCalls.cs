using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream.Calls;

/// <summary>The merchant makes slots, and moves, cancels and resizes them.</summary>
internal sealed class SlotCalls(Town town)
{
    public Step Make(int number, Terms terms, (DateTimeOffset StartsAt, TimeSpan Lasts) when, int capacity)
    {
        var slot = new Slot($"s{number}", terms, capacity) { StartsAt = when.StartsAt, EndsAt = when.StartsAt + when.Lasts };
        town.Forget();
        town.Slots.Add(slot);
        var body = new { Slots = new[] { new { slot.StartsAt, slot.EndsAt, Capacity = capacity } } };
        var call = new Call(number, "centre", "POST", $"/v1/merchant/offers/~{terms.Name}~/slots", body) { Creates = slot.Name };
        return new Step(call, Opinion.Done(201, ("data.0.capacity", capacity), ("data.0.taken", 0)));
    }

    /// <summary>It stays as long as it is.</summary>
    public Step Move(int number, Slot slot, DateTimeOffset to)
    {
        var call = new Call(number, "centre", "PATCH", $"/v1/merchant/slots/~{slot.Name}~", new { StartsAt = to });
        return new Step(call, RefuseChange(slot) ?? RefuseMove(slot, to) ?? Moved(slot, to));
    }

    public Step Resize(int number, Slot slot, int capacity)
    {
        var call = new Call(number, "centre", "PATCH", $"/v1/merchant/slots/~{slot.Name}~", new { Capacity = capacity });
        return new Step(call, RefuseChange(slot) ?? Resized(slot, capacity));
    }

    public Step Cancel(int number, Slot slot)
    {
        var call = new Call(number, "centre", "POST", $"/v1/merchant/slots/~{slot.Name}~/cancel", new { Reason = "场馆临时检修" });
        if (RefuseChange(slot) is { } refusal)
        {
            return new Step(call, refusal);
        }

        (slot.IsCancelled, slot.IsToCarry) = (true, true);
        return new Step(call, Opinion.Done(200, ("state", "cancelled")));
    }

    private Opinion? RefuseChange(Slot slot) => slot.IsCancelled ? Opinion.Problem(409, "slot_state", ("slot_state", "cancelled"))
        : slot.EndsAt <= town.Now ? Opinion.Problem(409, "slot_state", ("slot_state", "over"))
        : null;

    private Opinion? RefuseMove(Slot slot, DateTimeOffset to)
    {
        var last = slot.StartsAt.AddHours(-2);
        (bool Stands, Opinion Refusal)[] inTheWay =
        [
            (town.Now > last, Opinion.Problem(409, "move_too_late", ("move_until", last))),
            (slot.Used > 0, Opinion.Problem(409, "slot_in_use")),
            (to <= town.Now, Opinion.Problem(400, "validation_failed")),
            (IsTaken(slot, to), Opinion.Problem(409, "slot_clash")),
        ];
        return to == slot.StartsAt ? null : inTheWay.FirstOrDefault(one => one.Stands).Refusal;
    }

    private bool IsTaken(Slot slot, DateTimeOffset at) => town.Slots.Any(
        other => other != slot && other.Terms == slot.Terms && !other.IsCancelled && other.StartsAt == at);

    private Opinion Moved(Slot slot, DateTimeOffset to)
    {
        if (to != slot.StartsAt)
        {
            (slot.StartsAt, slot.EndsAt) = (to, to + (slot.EndsAt - slot.StartsAt));
            (slot.Moves, slot.MovedAt, slot.IsToCarry) = (slot.Moves + 1, town.Now, true);
            slot.Queue = slot.ShortenedAt(town.Now);
        }

        slot.Queue = slot.SettledAt(town.Now);
        return Opinion.Done(200, ("starts_at", slot.StartsAt), ("ends_at", slot.EndsAt), ("taken", slot.Taken));
    }

    /// <summary>First the next in the queue gets what was not taken in time, as large as the slot is; then it is resized.</summary>
    private Opinion Resized(Slot slot, int capacity)
    {
        var queue = slot.SettledAt(town.Now);
        var taken = slot.Sold + Slot.KeptIn(queue);
        if (taken + slot.WalkInPlaces > capacity)
        {
            return Opinion.Problem(409, "capacity_below_taken", ("taken", taken));
        }

        (slot.Queue, slot.Capacity) = (queue, capacity);
        slot.Queue = slot.SettledAt(town.Now);
        return Opinion.Done(200, ("capacity", capacity), ("taken", slot.Taken), ("waiting", slot.Waiting));
    }
}
