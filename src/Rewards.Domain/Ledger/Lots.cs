using System.Collections;
using System.Collections.Immutable;

namespace Rewards.Domain.Ledger;

/// <summary>Points of one lot.</summary>
/// <param name="Points">At least 1.</param>
public readonly record struct LotPoints(LotKey Lot, Points Points);

/// <summary>
/// A member's available points by lot, in the order in which they are spent. Empty lots are not kept.
/// </summary>
public sealed class Lots : IReadOnlyList<LotPoints>
{
    private readonly ImmutableArray<LotPoints> lots;

    private Lots(ImmutableArray<LotPoints> lots)
    {
        this.lots = lots;
        Total = lots.Sum(lot => lot.Points);
    }

    public static Lots None { get; } = new([]);

    public Points Total { get; }

    public int Count => lots.Length;

    public LotPoints this[int index] => lots[index];

    public static Lots From(IEnumerable<LotPoints> lots) => new([.. lots.OrderBy(lot => lot.Lot)]);

    /// <summary>Which points a spending of <paramref name="wanted"/> takes: soonest to expire first.</summary>
    /// <exception cref="LedgerException">There are fewer: the caller did not look at <see cref="Total"/>.</exception>
    public IReadOnlyList<LotPoints> Pick(Points wanted)
    {
        var picked = lots.TakeFirst(wanted);
        return picked.Sum(lot => lot.Points) == wanted
            ? picked
            : throw new LedgerException($"{wanted} points wanted, {Total} there.");
    }

    public Lots Add(LotPoints more)
    {
        var at = lots.BinarySearch(more, ByLot.Comparer);
        return new(at >= 0
            ? lots.SetItem(at, more with { Points = lots[at].Points + more.Points })
            : lots.Insert(~at, more));
    }

    /// <exception cref="LedgerException">The lot holds fewer points.</exception>
    public Lots Take(LotPoints taken)
    {
        var at = lots.BinarySearch(taken, ByLot.Comparer);
        if (at < 0 || lots[at].Points < taken.Points)
        {
            throw new LedgerException($"Lot {taken.Lot} does not hold {taken.Points} points.");
        }

        var left = lots[at].Points - taken.Points;
        return new(left.IsZero ? lots.RemoveAt(at) : lots.SetItem(at, taken with { Points = left }));
    }

    public IEnumerator<LotPoints> GetEnumerator() => ((IEnumerable<LotPoints>)lots).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class ByLot : IComparer<LotPoints>
    {
        public static ByLot Comparer { get; } = new();

        public int Compare(LotPoints x, LotPoints y) => x.Lot.CompareTo(y.Lot);
    }
}

/// <summary>Splits runs of lots.</summary>
public static class LotPointsExtensions
{
    /// <summary>
    /// The first <paramref name="wanted"/> points of the run, in its own order; all of them where it has fewer.
    /// </summary>
    public static IReadOnlyList<LotPoints> TakeFirst(this IEnumerable<LotPoints> run, Points wanted)
    {
        var taken = new List<LotPoints>();
        foreach (var lot in run)
        {
            if (wanted.IsZero)
            {
                break;
            }

            var part = Points.Min(lot.Points, wanted);
            taken.Add(lot with { Points = part });
            wanted -= part;
        }

        return taken;
    }

    /// <summary>What stays of the run when <paramref name="taken"/>, a beginning of it, is gone.</summary>
    public static IReadOnlyList<LotPoints> Without(this IEnumerable<LotPoints> run, IReadOnlyList<LotPoints> taken) =>
        [.. run
            .Select(lot =>
                lot with { Points = lot.Points - taken.Where(part => part.Lot == lot.Lot).Sum(part => part.Points) })
            .Where(lot => !lot.Points.IsZero)];
}
