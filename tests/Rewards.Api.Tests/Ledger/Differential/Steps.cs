using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>
/// How the clock goes on between two rounds: mostly a little, and often to the very edge of something.
/// </summary>
internal sealed class Steps(Random random, TownBook town, CommandStream stream)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private int dailyRounds;

    /// <summary>At least a millisecond.</summary>
    public TimeSpan Next()
    {
        if (dailyRounds == 0 && random.Next(60) == 0)
        {
            dailyRounds = 10;
        }

        dailyRounds = Math.Max(0, dailyRounds - 1);
        stream.IsDaily = dailyRounds > 0;
        var step = stream.IsDaily ? Rules.EndOf(town.Today) - town.Now + UpTo(TimeSpan.FromDays(1)) : Usual();
        return step < Least ? Least : step;
    }

    private TimeSpan Usual() => random.Next(1000) switch
    {
        < 600 => UpTo(TimeSpan.FromSeconds(90)),
        < 750 => UpTo(TimeSpan.FromMinutes(20)),
        < 850 => Around(SomeHoldsEnd()),
        < 910 => Around(Rules.EndOf(town.Today)),
        < 960 => UpTo(TimeSpan.FromHours(36)),
        < 980 => Around(SomeLotsEnd()),
        < 985 => Around(Rules.EndOf(Rules.FirstOfMonth(town.Today).AddMonths(1).AddDays(-1))),
        < 996 => UpTo(TimeSpan.FromDays(40)),
        _ => UpTo(TimeSpan.FromDays(300)),
    };

    private TimeSpan UpTo(TimeSpan most) =>
        TimeSpan.FromMilliseconds(random.NextInt64((long)most.TotalMilliseconds) + 1);

    /// <summary>A millisecond before, exactly then, or a millisecond after.</summary>
    private TimeSpan Around(DateTimeOffset instant) => instant - town.Now + (random.Next(-1, 2) * Least);

    private DateTimeOffset SomeHoldsEnd() => Some(book => book.Holds.Select(hold => hold.EndsAt));

    /// <summary>Mostly grace lots': they are the soonest.</summary>
    private DateTimeOffset SomeLotsEnd() =>
        Some(book => book.Lots.Take(1).Select(part => Rules.EndOf(part.Lot.ExpiresOn)));

    private DateTimeOffset Some(Func<PointsBook, IEnumerable<DateTimeOffset>> endsOf)
    {
        var ends = stream.Crowd.SelectMany(person => endsOf(person.Points))
            .Where(end => end > town.Now)
            .Order()
            .Take(20)
            .ToList();
        return ends.Count == 0 ? town.Now : ends[random.Next(ends.Count)];
    }
}
