namespace Rewards.Domain.Waiting;

/// <summary>
/// Who waits for places of a slot. A place that is free is kept for the first whom it is enough for, for a while; then
/// for the next.
/// </summary>
/// <param name="StartsAt">The slot's start (UTC).</param>
/// <param name="Entries">Those that are open, as read, and what became of them.</param>
public sealed record WaitingLine(DateTimeOffset StartsAt, IReadOnlyList<WaitingEntry> Entries)
{
    /// <summary>Entries of one slot.</summary>
    public const int Most = 200;

    /// <summary>Before the start: who is offered a place later could hardly come.</summary>
    public const int LastMinutes = 30;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Places that are kept for somebody.</summary>
    public int Kept => Entries.Where(entry => entry.Status == WaitingStatus.Offered).Sum(entry => entry.Quantity);

    public int Open => Entries.Count(entry => entry.IsOpen);

    /// <summary>When whoever joins now has joined: after all others, also in the same millisecond.</summary>
    public DateTimeOffset JoiningAt(DateTimeOffset now) =>
        Entries.Select(entry => entry.JoinedAt.AddMilliseconds(1)).Append(now).Max();

    /// <summary>Null: the member is not in it.</summary>
    public WaitingEntry? Find(string memberId) => Entries.FirstOrDefault(entry => entry.MemberId == memberId && entry.IsOpen);

    public WaitingLine With(WaitingEntry changed) =>
        this with { Entries = [.. Entries.Select(entry => entry.MemberId == changed.MemberId ? changed : entry)] };

    /// <summary>What was offered and not taken in time goes to the next, as does what else is free.</summary>
    /// <param name="left">Places that nobody has, and that are kept for nobody.</param>
    /// <param name="now">UTC.</param>
    public WaitingLine Settle(long left, DateTimeOffset now)
    {
        var lapsed = this with
        {
            Entries = [.. Entries.Select(entry => entry.Status == WaitingStatus.Offered
                && entry.StatusAt(now, StartsAt) == WaitingStatus.Lapsed ? entry with { Status = WaitingStatus.Lapsed } : entry)],
        };
        return lapsed.Offer(left + Kept - lapsed.Kept, now);
    }

    /// <summary>Since the slot has moved: what is kept is kept no longer than if it were offered now.</summary>
    public WaitingLine Follow(DateTimeOffset now) => this with
    {
        Entries = [.. Entries.Select(entry => entry.Status == WaitingStatus.Offered ? Shorten(entry, now) : entry)],
    };

    /// <summary>Nobody is offered anything any more.</summary>
    public WaitingLine Close() => this with
    {
        Entries = [.. Entries.Select(entry => entry.IsOpen ? entry with { Status = WaitingStatus.Closed } : entry)],
    };

    private WaitingLine Offer(long left, DateTimeOffset now)
    {
        var offered = new List<WaitingEntry>();
        foreach (var entry in Entries.OrderBy(entry => entry.JoinedAt).ThenBy(entry => entry.Id, StringComparer.Ordinal))
        {
            var until = Deadline(entry, now);
            if (entry.Status == WaitingStatus.Waiting && entry.Quantity <= left && until > now)
            {
                left -= entry.Quantity;
                offered.Add(entry with { Status = WaitingStatus.Offered, OfferedUntil = until });
            }
        }

        return offered.Aggregate(this, (queue, entry) => queue.With(entry));
    }

    /// <summary>To now at the least: what was kept until now was kept.</summary>
    private WaitingEntry Shorten(WaitingEntry entry, DateTimeOffset now)
    {
        var deadline = Deadline(entry, now);
        var until = deadline > now ? deadline : now;
        return entry.OfferedUntil > until ? entry with { OfferedUntil = until } : entry;
    }

    /// <summary>Two hours, half of the time that is left, and never too late to come.</summary>
    private DateTimeOffset Deadline(WaitingEntry entry, DateTimeOffset now)
    {
        DateTimeOffset[] ends = [now + Longest, now + ((StartsAt - now) / 2), entry.LastOffer(StartsAt)];
        var soonest = ends.Min();
        return soonest.AddTicks(-(soonest.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
