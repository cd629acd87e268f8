using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>Random choices of what a step is about, with a liking for what is under way. Null: there is none.</summary>
internal sealed class Choices(Random random, Town town)
{
    private const int Lately = 150;

    private IEnumerable<Booking> Late => town.Bookings.Skip(Math.Max(0, town.Bookings.Count - Lately));

    public bool OneIn(int many) => random.Next(many) == 0;

    public int From(int least, int most) => random.Next(least, most + 1);

    public T? One<T>(IEnumerable<T> among)
        where T : class
    {
        List<T> all = [.. among];
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    public Guest Guest() => town.Guests[random.Next(town.Guests.Count)];

    /// <summary>One that can be booked, mostly.</summary>
    public Slot? SlotToBook() => OneIn(12) ? One(town.Slots) : One(town.Live.Where(slot => slot.WhyClosed(town.Now) is null));

    public Slot? FullSlot() => OneIn(12)
        ? One(town.Slots)
        : One(town.Live.Where(slot => slot.WhyClosed(town.Now) is null && slot.LeftIn(slot.Queue) <= 0)) ?? SlotToBook();

    public Slot? SlotAtDoor() => OneIn(8) ? One(town.Slots) : One(town.Live.Where(slot => slot.DoorAt <= town.Now));

    public Slot? AnySlot() => OneIn(20) ? One(town.Slots) : One(town.Live.Where(slot => !slot.IsCancelled));

    /// <summary>Somebody, or often who has an offer.</summary>
    public Guest GuestFor(Slot slot) => OneIn(3)
        ? One(slot.Queue.Where(entry => entry.Status == "offered"))?.Guest ?? Guest()
        : Guest();

    public int Quantity() => random.Next(20) switch
    {
        < 10 => 1,
        < 17 => 2,
        _ => 3,
    };

    /// <summary>Equal parts for all tickets; at the venue also none, and online rarely too few.</summary>
    public long? PointsFor(Terms terms, int quantity) => terms.Payment switch
    {
        "at_venue" => quantity * random.Next(6),
        "online" when OneIn(12) => quantity * 4,
        _ => null,
    };

    public Booking? BookingToCancel() => OneIn(12)
        ? One(Late)
        : One(Late.Where(booking => booking.Slot.EndsAt > town.Now && booking.Valid.Any()));

    public Booking? BookingAtDoor() => OneIn(8) ? One(Late) : One(Late.Where(IsAtDoor));

    /// <summary>Whose admission can be taken back, mostly.</summary>
    public Booking? UsedBooking()
    {
        var since = OneIn(6) ? DateTimeOffset.MinValue : town.Now.AddMinutes(-10);
        return One(Late.Where(booking => booking.Tickets.Any(ticket => ticket.Status == "used" && ticket.UsedAt >= since)));
    }

    /// <summary>Mostly of who is blocked by it.</summary>
    public Booking? MissedBooking()
    {
        var blocked = town.Guests.Where(guest => guest.BlockedUntil(town.Now) is not null).ToList();
        var guest = blocked.Count == 0 || OneIn(4) ? Guest() : blocked[random.Next(blocked.Count)];
        return OneIn(10) ? One(guest.Bookings) : One(guest.Bookings.Where(booking => booking.IsMissed && booking.Seen.MissedAt <= town.Now));
    }

    /// <summary>At least one, and mostly valid.</summary>
    public IReadOnlyList<Ticket> SomeOf(Booking booking)
    {
        var valid = booking.Valid.ToList();
        var all = valid.Count == 0 || OneIn(10) ? booking.Tickets : valid;
        var some = all.Where(_ => OneIn(2)).ToList();
        return some.Count == 0 ? [all[0]] : some;
    }

    public (Slot Slot, Entry Entry)? EntryToLeave()
    {
        var isOver = OneIn(10);
        var all = town.Live.SelectMany(slot => slot.Queue.Select(entry => (Slot: slot, Entry: entry)))
            .Where(one => isOver || one.Entry.IsOpen)
            .ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }

    /// <summary>Mostly some hours ahead, sometimes soon, sometimes before it can be booked. No two at once.</summary>
    public DateTimeOffset StartOfNew() => town.Now.AddMilliseconds(random.Next(10) switch
    {
        < 3 => random.Next(20 * 60_000, 150 * 60_000),
        < 9 => random.Next(150 * 60_000, 480 * 60_000),
        _ => random.Next(20 * 3_600_000, 50 * 3_600_000),
    });

    /// <summary>Around the edges of what is refused, and of what counts as far.</summary>
    public DateTimeOffset MoveOf(Slot slot) => random.Next(10) switch
    {
        0 => town.Now.AddMilliseconds(random.Next(-1, 2)),
        1 => slot.StartsAt.AddHours(24).AddMilliseconds(random.Next(-1, 2)),
        2 => slot.StartsAt.AddHours(random.Next(10, 30)),
        3 => town.Now.AddMinutes(random.Next(1, 60)),
        4 => One(town.Live.Where(other => other.Terms == slot.Terms))?.StartsAt ?? slot.StartsAt,
        _ => slot.StartsAt.AddMilliseconds(random.Next(-180 * 60_000, 180 * 60_000)),
    };

    private bool IsAtDoor(Booking booking) => booking.Seen is var seen
        && booking.Valid.Any()
        && seen.StartsAt.AddMinutes(-30) <= town.Now
        && town.Now < seen.EndsAt;
}
