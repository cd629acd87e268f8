using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>How time goes on between two steps: mostly not or a little, and often to the very edge of something.</summary>
internal sealed class Clock(Random random, Town town)
{
    private const int SoonestEdges = 6;

    public TimeSpan Next()
    {
        var step = random.Next(1000) switch
        {
            < 580 => TimeSpan.Zero,
            < 900 => UpTo(TimeSpan.FromSeconds(60)),
            < 975 => ToSomeEdge(),
            < 993 => UpTo(TimeSpan.FromMinutes(15)),
            < 999 => UpTo(TimeSpan.FromHours(2)),
            _ => UpTo(TimeSpan.FromDays(3)),
        };
        return step < TimeSpan.Zero ? TimeSpan.Zero : step;
    }

    private TimeSpan UpTo(TimeSpan most) => TimeSpan.FromMilliseconds(random.NextInt64((long)most.TotalMilliseconds) + 1);

    /// <summary>A millisecond before, exactly then, or a millisecond after.</summary>
    private TimeSpan ToSomeEdge()
    {
        var edges = town.Live.SelectMany(EdgesOf).Where(edge => edge > town.Now).Distinct().Order().Take(SoonestEdges).ToList();
        return edges.Count == 0
            ? TimeSpan.Zero
            : edges[random.Next(edges.Count)] - town.Now + TimeSpan.FromMilliseconds(random.Next(-1, 2));
    }

    private static IEnumerable<DateTimeOffset> EdgesOf(Slot slot) =>
    [
        slot.StartsAt,
        slot.EndsAt,
        slot.DoorAt,
        slot.ClosesAt,
        slot.AdmittedUntil,
        slot.StartsAt.AddHours(-2),
        slot.OpensAt ?? slot.StartsAt,
        .. slot.Queue.Select(entry => entry.OfferedUntil).OfType<DateTimeOffset>(),
        .. slot.Bookings.SelectMany(EdgesOf),
    ];

    private static IEnumerable<DateTimeOffset> EdgesOf(Booking booking) =>
    [
        booking.HeldUntil,
        booking.Seen.LastCancel,
        .. booking.Tickets.Where(ticket => ticket.Status == "used").Select(ticket => ticket.UsedAt.AddMinutes(10)),
    ];
}
