namespace Rewards.Api.Tests.Culture.BookingStream.Model;

/// <summary>Everything there is, as the contract has it.</summary>
internal sealed class Town(DateTimeOffset start)
{
    public DateTimeOffset Now { get; set; } = start;

    public List<Guest> Guests { get; } = [];

    /// <summary>Those that may still matter.</summary>
    public List<Slot> Slots { get; } = [];

    public List<Booking> Bookings { get; } = [];

    /// <summary>Not over, cancelled ones included.</summary>
    public IEnumerable<Slot> Live => Slots.Where(slot => slot.EndsAt > Now);

    /// <summary>What is long over is not looked at any more.</summary>
    public void Forget() => Slots.RemoveAll(slot => slot.EndsAt < Now.AddHours(-6) && !slot.IsToCarry);

    /// <summary>What the job does: gives orders of cancelled slots back, and takes those of moved ones along.</summary>
    public void CarryOut()
    {
        foreach (var slot in Slots.Where(slot => slot.IsToCarry))
        {
            slot.IsToCarry = false;
            if (slot.IsCancelled)
            {
                slot.Bookings.ForEach(booking => booking.Cancel(booking.Valid));
                slot.Queue = [.. slot.Queue.Select(entry => entry.IsOpen ? entry with { Status = "closed" } : entry)];
            }
            else
            {
                slot.Bookings.Where(booking => booking.Counting > 0).ToList().ForEach(TakeAlong);
                slot.Queue = slot.SettledAt(Now);
            }
        }
    }

    /// <summary>What is held for it is held as long, unless that is over.</summary>
    private void TakeAlong(Booking booking)
    {
        if (booking.HeldUntil > Now && booking.Seen.EndsAt > booking.HeldUntil)
        {
            booking.HeldUntil = booking.Seen.EndsAt;
        }

        booking.Told = booking.Seen;
    }
}
