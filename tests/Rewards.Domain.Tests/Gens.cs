using CsCheck;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests;

/// <summary>Random values for properties.</summary>
internal static class Gens
{
    public static Gen<TimeZoneInfo> Zone { get; } = Gen.OneOf(TimeZoneInfo.GetSystemTimeZones().ToArray());

    public static Gen<LotKey> LotKey { get; } =
        Gen.Select(Gen.OneOf("signup", "check_in", "grace:signup", "a/b"), Day(2026, 2028))
            .Select((source, day) => new LotKey(source, day));

    public static Gen<Lots> Lots { get; } =
        Gen.Select(LotKey, Gen.Long[1, 500], (lot, points) => new LotPoints(lot, new Points(points)))
            .Array[0, 8]
            .Select(lots => lots.Aggregate(Domain.Ledger.Lots.None, (all, lot) => all.Add(lot)));

    public static Gen<Category> Category { get; } = Gen.Enum<Category>();

    /// <summary>Fen per point; mostly such as leave a remainder somewhere.</summary>
    public static Gen<PointRate> Rate { get; } = Gen.OneOf(1L, 3L, 7L, 10L, 100L).Select(fen => new PointRate(fen));

    public static Gen<Purchase> Purchase { get; } =
        Gen.Select(Gen.Long[1, 4], Gen.OneOf(Gen.Long[1, 300], Gen.Long[1, 12_000]))
            .Select((quantity, fen) => new PurchaseLine("书", quantity, new Fen(fen)))
            .Array[1, 4]
            .Select(lines => Domain.Redeeming.Purchase.Of(lines).Value);

    /// <summary>A purchase with as many points as the limits allow.</summary>
    public static Gen<QuoteRequest> Wanted { get; } =
        Gen.Select(Category, Purchase, (category, purchase) => new QuoteRequest(category, purchase, null));

    public static Gen<DateOnly> Day(int firstYear, int lastYear)
    {
        var first = new DateOnly(firstYear, 1, 1).DayNumber;
        return Gen.Int[first, new DateOnly(lastYear, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);
    }
}
