using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream.Calls;

/// <summary>Guests join a queue and leave it.</summary>
internal sealed class QueueCalls(Town town)
{
    public Step Join(int number, Guest guest, Slot slot, int quantity)
    {
        var body = new { SlotId = $"~{slot.Name}~", Quantity = quantity };
        var call = new Call(number, guest.Name, "POST", "/v1/member/waiting", body) { Creates = $"w{number}" };
        return new Step(call, Decide(call.Creates!, guest, slot, quantity));
    }

    /// <summary>Doing it again changes nothing.</summary>
    public Step Leave(int number, Slot slot, Entry entry)
    {
        if (entry.IsOpen)
        {
            slot.Queue = [.. slot.Queue.Select(one => one == entry ? one with { Status = "left" } : one)];
            slot.Queue = slot.SettledAt(town.Now);
        }

        var call = new Call(number, entry.Guest.Name, "DELETE", $"/v1/member/waiting/~{entry.Name}~");
        return new Step(call, Opinion.Done(204));
    }

    private Opinion Decide(string name, Guest guest, Slot slot, int quantity)
    {
        var queue = slot.SettledAt(town.Now);
        if ((OrderCalls.Refuse(guest, slot, quantity, town.Now) ?? RefuseWaiting((guest, quantity), slot, queue)) is { } refusal)
        {
            return refusal;
        }

        // Who joins in the same millisecond joins after the other; who comes back has no other entry any more.
        var last = slot.Queue.Where(entry => entry.IsOpen).Select(entry => entry.JoinedAt.AddMilliseconds(1));
        var joined = new Entry(name, guest, quantity, last.Append(town.Now).Max());
        slot.Queue = [.. queue.Where(entry => entry.Guest != guest), joined];
        return Opinion.Done(201, ("status", "waiting"), ("position", slot.PositionOf(joined, town.Now)));
    }

    private Opinion? RefuseWaiting((Guest Guest, int Quantity) wanted, Slot slot, IReadOnlyList<Entry> queue) =>
        town.Now >= slot.StartsAt.AddMinutes(-30) ? Opinion.Problem(422, "booking_closed")
        : Slot.FindIn(queue, wanted.Guest) is not null ? Opinion.Problem(409, "already_waiting")
        : slot.LeftIn(queue) >= wanted.Quantity ? Opinion.Problem(409, "places_left", ("left", slot.LeftIn(queue)))
        : null;
}
