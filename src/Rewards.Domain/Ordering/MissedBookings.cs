using Rewards.Domain.Programmes;

namespace Rewards.Domain.Ordering;

/// <summary>A booking that its member did not come to, with one ticket or several: once missed.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Title">What.</param>
/// <param name="MissedAt">From when on it was missed (UTC).</param>
public sealed record MissedBooking(string OrderId, string Title, DateTimeOffset MissedAt);

/// <summary>
/// What a member missed lately. Who misses too often within some time books nothing free for a while: others wanted
/// these places.
/// </summary>
/// <param name="Lately">In the time that counts now, the first first.</param>
/// <param name="BlockedUntil">From when on (inclusive) free bookings are open again; null: they are.</param>
public sealed record MissedBookings(IReadOnlyList<MissedBooking> Lately, DateTimeOffset? BlockedUntil)
{
    public static MissedBookings None { get; } = new([], null);

    /// <summary>How far back one has to look: what is older blocks nobody any more.</summary>
    public static TimeSpan Memory(SupplyingRules rules) => TimeSpan.FromDays(rules.MissedWithinDays + rules.BlockedDays);

    /// <param name="missed">Those of one member, in any order.</param>
    /// <param name="rules">In force.</param>
    /// <param name="now">UTC.</param>
    public static MissedBookings At(IEnumerable<MissedBooking> missed, SupplyingRules rules, DateTimeOffset now)
    {
        var within = TimeSpan.FromDays(rules.MissedWithinDays);
        List<MissedBooking> all = [.. missed.Where(one => one.MissedAt <= now).OrderBy(one => one.MissedAt)];
        var few = Math.Max(1, rules.MissedLimit) - 1;
        var last = all.Zip(all.Skip(few), (first, last) => (First: first.MissedAt, Last: last.MissedAt))
            .Where(run => run.Last - run.First <= within)
            .Select(run => (DateTimeOffset?)run.Last.AddDays(rules.BlockedDays))
            .LastOrDefault();
        return new MissedBookings(
            [.. all.Where(one => one.MissedAt >= now - within)], last > now ? last : null);
    }
}
