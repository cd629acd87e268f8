using CsCheck;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

/// <summary>The limits once more, each worked out in its own words.</summary>
public sealed class CapProperties
{
    private static readonly Gen<(Purchase Purchase, PointRate Rate, Points Spendable)> Cases =
        Gen.Select(Gens.Purchase, Gens.Rate, Gen.Long[0, 3000].Select(points => new Points(points)));

    [Fact]
    public void A_fixed_cap_is_never_passed_by_one_fen_nor_left_without_need() =>
        Gen.Select(Cases, Gen.Long[0, 20_000]).Sample((given, most) =>
            IsTheMost(given, new PerPurchaseCap(new Fen(most)), fen => fen <= most));

    [Fact]
    public void No_ticket_costs_less_cash_than_its_floor() =>
        Gen.Select(Cases, Gen.Long[0, 5000]).Sample((given, floor) =>
            IsTheMost(given, new CashFloorPerUnitCap(new Fen(floor)), fen => fen <= AboveFloor(given.Purchase, floor)));

    [Fact]
    public void A_share_of_the_total_is_never_passed_by_one_fen() =>
        Gen.Select(Cases, Gen.Int[0, 100]).Sample((given, percent) =>
            IsTheMost(given, new ShareOfTotalCap(percent), fen => fen * 100 <= given.Purchase.Gross.Value * percent));

    private static bool IsTheMost(
        (Purchase Purchase, PointRate Rate, Points Spendable) given, Cap cap, Func<long, bool> isWithinCap)
    {
        var programme = Some.Programme with
        {
            Rate = given.Rate,
            Caps = new Dictionary<Category, IReadOnlyList<Cap>> { [Category.Book] = [cap] },
        };

        var request = new QuoteRequest(Category.Book, given.Purchase, null);
        var quote = Some.Quote(request, given.Spendable, programme).Value;

        Assert.Equal(given.Purchase.Gross.Value, (quote.Points.Value * given.Rate.FenPerPoint) + quote.Cash.Value);
        return IsAllowed(quote.Points.Value) && !IsAllowed(quote.Points.Value + 1);

        bool IsAllowed(long points) => points <= given.Spendable.Value
            && points * given.Rate.FenPerPoint <= given.Purchase.Gross.Value
            && isWithinCap(points * given.Rate.FenPerPoint);
    }

    /// <summary>Unit by unit, as a cashier would count.</summary>
    private static long AboveFloor(Purchase purchase, long floor)
    {
        var above = 0L;
        foreach (var line in purchase.Lines)
        {
            for (var unit = 0; unit < line.Quantity; unit++)
            {
                above += line.UnitPrice.Value > floor ? line.UnitPrice.Value - floor : 0;
            }
        }

        return above;
    }
}
