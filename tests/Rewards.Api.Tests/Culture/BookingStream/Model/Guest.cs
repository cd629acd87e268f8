namespace Rewards.Api.Tests.Culture.BookingStream.Model;

/// <summary>A member with enough points.</summary>
internal sealed class Guest(string name)
{
    public const long FirstPoints = 3_000;

    private static readonly TimeSpan Within = TimeSpan.FromDays(90);
    private static readonly TimeSpan BlockedFor = TimeSpan.FromDays(30);

    public string Name => name;

    /// <summary>By bookings paid at once, and by admissions to what is paid at the venue.</summary>
    public long Spent { get; set; }

    public List<Booking> Bookings { get; } = [];

    public long HeldAt(DateTimeOffset now) => Bookings
        .Where(booking => booking.Slot.Terms.IsPaidThere && booking.HeldUntil > now)
        .Sum(booking => booking.Valid.Sum(ticket => ticket.Points));

    public long SpendableAt(DateTimeOffset now) => FirstPoints - Spent - HeldAt(now);

    public int TicketsIn(Slot slot) => Bookings.Where(booking => booking.Slot == slot).Sum(booking => booking.Counting);

    /// <summary>Of one offer, on the day that each booking was told of.</summary>
    public int TicketsOn(DateOnly day, Terms terms) => Bookings
        .Where(booking => booking.Slot.Terms == terms && Terms.DayOf(booking.Told.StartsAt) == day)
        .Sum(booking => booking.Counting);

    /// <summary>To be paid at the door, and not over.</summary>
    public int ToPayAt(DateTimeOffset now) =>
        Bookings.Count(booking => booking.Slot.Terms.IsPaidThere && booking.Told.EndsAt > now && booking.Valid.Any());

    /// <summary>Three times missed within 90 days; null: not blocked.</summary>
    public DateTimeOffset? BlockedUntil(DateTimeOffset now)
    {
        var missed = Bookings.Where(booking => booking.IsMissed && booking.Seen.MissedAt <= now)
            .Select(booking => booking.Seen.MissedAt)
            .Order()
            .ToList();
        DateTimeOffset? until = null;
        for (var third = 2; third < missed.Count; third++)
        {
            until = missed[third] - missed[third - 2] <= Within ? missed[third] + BlockedFor : until;
        }

        return until > now ? until : null;
    }
}
