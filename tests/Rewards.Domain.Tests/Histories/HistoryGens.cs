using CsCheck;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Histories;

/// <summary>Random histories of three members under a random programme, by milliseconds and by months.</summary>
internal static class HistoryGens
{
    private const long Second = 1000;
    private const long Day = 24 * 60 * 60 * Second;

    private static readonly Gen<string> Member = Gen.OneOf("mbr_a", "mbr_b", "mbr_c");

    /// <summary>Edges are tried as often as everything between them.</summary>
    private static readonly Gen<long> Wait = Gen.OneOf(
        Gen.Long[0, 5],
        Gen.Long[Second, 20 * 60 * Second],
        Gen.Long[0, 40].Select(hours => hours * Day / 24),
        Gen.Long[0, 8].Select(days => days * Day),
        Gen.Long[0, 70 * Day]);

    private static readonly Gen<int> AroundAnEdge = Gen.OneOf(-10 * 60 * 1000, -1, 0, 1);

    private static readonly Gen<double> Part = Gen.OneOf(Gen.Const(0.0), Gen.Double[0.01, 1]);

    private static readonly Gen<Act> Buying = Gen.Select(
        Member, Gens.Category, Gens.Purchase, Gen.OneOf(Gen.Const(-1L), Gen.Long[0, 300]), Gen.Bool,
        (member, category, purchase, points, atOnce) => (Act)new Buys(member, category, purchase, points, atOnce));

    private static readonly Gen<Act> Acting = Gen.Frequency(
        (3, Wait.Select(wait => (Act)new Waits(wait))),
        (3, Gen.Select(Gen.Bool, AroundAnEdge, (ofTheMonth, edge) => (Act)new WaitsForMidnight(ofTheMonth, edge))),
        (1, AroundAnEdge.Select(edge => (Act)new WaitsForDeadline(edge))),
        (3, Member.Select(member => (Act)new ChecksIn(member))),
        (2, Member.Select(member => (Act)new Invites(member))),
        (6, Buying),
        (4, Gen.Select(Gen.Int[0, 5], Part, (pick, part) => (Act)new Captures(pick, part))),
        (2, Gen.Int[0, 5].Select(pick => (Act)new Releases(pick))),
        (3, Gen.Select(Gen.Int[0, 5], Part, (pick, part) => (Act)new Refunds(pick, part))),
        (2, Gen.Select(Member, Gen.Long[1, 400], Gen.Bool, (member, points, gives) =>
            (Act)new Adjusts(member, gives ? points : -points))),
        (1, Gen.Const((Act)new BooksOverdue())));

    private static readonly Gen<Programme> Programme = Gen.Select(
        Gen.OneOf(1L, 3L, 10L), Gen.OneOf(1, 1, 2, 12), Gen.OneOf(0, 1, 7), Gen.OneOf(15, 3 * 24 * 60, 7 * 24 * 60),
        (fenPerPoint, validMonths, graceDays, holdMinutes) => Some.Programme with
        {
            Rate = new PointRate(fenPerPoint),
            Earning = new EarningRules(new Points(300), new Points(5), new Points(20), 3, new Points(100), 2),
            Expiry = new ExpiryRules(validMonths, graceDays),
            HoldFor = TimeSpan.FromMinutes(holdMinutes),
        });

    /// <summary>A programme on a random day of some years with a leap day among them, and nobody in it.</summary>
    public static Gen<World> World { get; } =
        Gen.Select(Programme, Gens.Day(2026, 2028), Gen.Long[0, Day - 1])
            .Select((programme, day, time) => new World(programme, Calendar.StartOf(day).AddMilliseconds(time)));

    /// <summary>All that can happen while the clock goes on.</summary>
    public static Gen<Act[]> History { get; } = Acting.Array[1, 80].Select(AfterSigningUp);

    /// <summary>The same, with clocks that are set back now and then.</summary>
    public static Gen<Act[]> HistoryOnABadClock { get; } =
        Gen.Frequency((12, Acting), (1, Gen.Long[1, 3 * Day].Select(back => (Act)new Waits(-back))))
            .Array[1, 80]
            .Select(AfterSigningUp);

    private static Act[] AfterSigningUp(Act[] acts)
    {
        var half = acts.Length / 2;
        return [new SignsUp("mbr_a"), new SignsUp("mbr_b"), .. acts[..half], new SignsUp("mbr_c"), .. acts[half..]];
    }
}
