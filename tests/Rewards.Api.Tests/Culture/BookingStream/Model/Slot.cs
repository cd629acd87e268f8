namespace Rewards.Api.Tests.Culture.BookingStream.Model;

/// <summary>Somebody in a slot's queue.</summary>
internal sealed record Entry(string Name, Guest Guest, int Quantity, DateTimeOffset JoinedAt)
{
    /// <summary>As last booked: waiting, offered, taken, left, lapsed or closed.</summary>
    public string Status { get; init; } = "waiting";

    public DateTimeOffset? OfferedUntil { get; init; }

    public bool IsOpen => Status is "waiting" or "offered";

    /// <summary>What was offered and not taken in time is lapsed.</summary>
    public Entry AsOf(DateTimeOffset now) =>
        Status == "offered" && now >= OfferedUntil ? this with { Status = "lapsed" } : this;
}

/// <summary>A slot. Its counts are counted anew from bookings and queue each time.</summary>
internal sealed class Slot(string name, Terms terms, int capacity)
{
    public string Name => name;

    public Terms Terms => terms;

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    public int Capacity { get; set; } = capacity;

    public int WalkInPlaces { get; set; }

    public int WalkInTaken { get; set; }

    public bool IsCancelled { get; set; }

    public int Moves { get; set; }

    public DateTimeOffset MovedAt { get; set; }

    /// <summary>The job has something to do for it.</summary>
    public bool IsToCarry { get; set; }

    public List<Booking> Bookings { get; } = [];

    /// <summary>In the order of joining, with those whose wait is over.</summary>
    public IReadOnlyList<Entry> Queue { get; set; } = [];

    public int Sold => Bookings.Sum(booking => booking.Counting);

    public int Taken => Sold + KeptIn(Queue);

    public int Used => Bookings.Sum(booking => booking.Tickets.Count(ticket => ticket.Status == "used"));

    public int Waiting => Queue.Count(entry => entry.IsOpen);

    public DateTimeOffset DoorAt => StartsAt.AddMinutes(-30);

    public DateTimeOffset ClosesAt => StartsAt.AddMinutes(-terms.ClosesMinutes);

    public DateTimeOffset LastOfferAt => StartsAt.AddMinutes(-Math.Max(30, terms.ClosesMinutes));

    public DateTimeOffset AdmittedUntil => StartsAt.AddMinutes(15) < EndsAt ? StartsAt.AddMinutes(15) : EndsAt;

    public DateTimeOffset? OpensAt => terms.OpensAt8TheDayBefore
        ? Terms.InstantOf(Terms.DayOf(StartsAt).AddDays(-1), new TimeOnly(8, 0))
        : null;

    public bool IsReleasedAt(DateTimeOffset now) => terms.IsReleased && now >= AdmittedUntil;

    public int LeftForWalkInsAt(DateTimeOffset now, IReadOnlyList<Entry> queue) =>
        Capacity - WalkInTaken - (IsReleasedAt(now) ? Used : Sold + KeptIn(queue));

    public int LeftIn(IReadOnlyList<Entry> queue) => Capacity - WalkInPlaces - Sold - KeptIn(queue);

    public static Entry? FindIn(IReadOnlyList<Entry> queue, Guest guest) =>
        queue.FirstOrDefault(entry => entry.Guest == guest && entry.IsOpen);

    /// <summary>The code of the refusal to book it now; null: none.</summary>
    public string? WhyClosed(DateTimeOffset now) => IsCancelled || now >= StartsAt ? "booking_closed"
        : OpensAt > now ? "not_open"
        : now >= ClosesAt ? "booking_closed"
        : null;

    /// <summary>What was not taken in time, and what else is free, goes to the first for whom it is enough.</summary>
    public IReadOnlyList<Entry> SettledAt(DateTimeOffset now)
    {
        if (IsCancelled)
        {
            return Queue;
        }

        List<Entry> queue = [.. Queue.Select(entry => entry.AsOf(now))];
        for (var at = 0; at < queue.Count; at++)
        {
            var until = OfferUntil(now);
            if (queue[at].Status == "waiting" && queue[at].Quantity <= LeftIn(queue) && until > now)
            {
                queue[at] = queue[at] with { Status = "offered", OfferedUntil = until };
            }
        }

        return queue;
    }

    /// <summary>Since it has moved: what is kept is kept no longer than if it were offered now.</summary>
    public IReadOnlyList<Entry> ShortenedAt(DateTimeOffset now)
    {
        var until = new[] { OfferUntil(now), now }.Max();
        return
        [
            .. Queue.Select(entry => entry.Status == "offered" && entry.OfferedUntil > until
                ? entry with { OfferedUntil = until }
                : entry),
        ];
    }

    public string StatusOf(Entry entry, DateTimeOffset now) => entry.Status switch
    {
        "waiting" or "offered" when IsCancelled => "closed",
        "offered" when now >= entry.OfferedUntil => "lapsed",
        "waiting" when now >= LastOfferAt => "closed",
        var booked => booked,
    };

    public int? PositionOf(Entry entry, DateTimeOffset now) => StatusOf(entry, now) != "waiting"
        ? null
        : 1 + Queue.Count(other => other.Status == "waiting" && other.JoinedAt < entry.JoinedAt);

    public static int KeptIn(IReadOnlyList<Entry> queue) =>
        queue.Where(entry => entry.Status == "offered").Sum(entry => entry.Quantity);

    /// <summary>Two hours, half of what is left, and never within the last half hour; in whole milliseconds.</summary>
    private DateTimeOffset OfferUntil(DateTimeOffset now)
    {
        var half = now.AddMilliseconds(Math.Floor((StartsAt - now).TotalMilliseconds / 2));
        return new[] { now.AddHours(2), half, LastOfferAt }.Min();
    }
}
