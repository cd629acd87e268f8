namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>Points of one source with one last valid day.</summary>
internal readonly record struct Lot(string Source, DateOnly ExpiresOn)
{
    public bool IsGrace => Source.StartsWith("grace:", StringComparison.Ordinal);

    public override string ToString() => $"{Source}/{ExpiresOn:yyyy-MM-dd}";

    /// <summary>Where its points go when they come back on a day: the grace rule.</summary>
    public Lot ComingBackOn(DateOnly day)
    {
        var graceEnds = day.AddDays(Rules.GraceDays);
        return IsGrace || ExpiresOn >= graceEnds ? this : new Lot("grace:" + Source, graceEnds);
    }
}

/// <summary>Points in a lot.</summary>
internal readonly record struct Part(Lot Lot, long Points);

/// <summary>Points on their way from one lot to another; null is outside.</summary>
internal readonly record struct Slice(Lot? From, Lot? To, long Points);

/// <summary>Points set aside.</summary>
internal sealed record OpenHold(string Redemption, DateTimeOffset EndsAt, IReadOnlyList<Part> Parts);

internal static class Parts
{
    /// <summary>Soonest to expire first, then by the source's name.</summary>
    public static IEnumerable<Part> InOrder(IEnumerable<Part> parts) =>
        parts.OrderBy(part => part.Lot.ExpiresOn).ThenBy(part => part.Lot.Source, StringComparer.Ordinal);

    /// <summary>The first points of a run of parts, in the run's order.</summary>
    public static List<Part> First(IEnumerable<Part> parts, long points)
    {
        var taken = new List<Part>();
        foreach (var part in parts)
        {
            var some = Math.Min(part.Points, points);
            points -= some;
            if (some > 0)
            {
                taken.Add(part with { Points = some });
            }
        }

        return taken;
    }

    /// <summary>What is left of a run of parts without some of them.</summary>
    public static List<Part> Without(IEnumerable<Part> parts, IReadOnlyList<Part> taken) =>
        [.. parts
            .Select(part => part with
            {
                Points = part.Points - taken.Where(other => other.Lot == part.Lot).Sum(other => other.Points),
            })
            .Where(part => part.Points > 0)];
}
