using Rewards.Api.Tests.Ledger.Differential.Commands;
using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential;

/// <summary>Random choices with a liking for edges.</summary>
internal sealed class Choices(Random random, TownBook town)
{
    private static readonly string[] Merchants = ["book", "film", "scenic", "leisure"];

    public bool OneIn(int many) => random.Next(many) == 0;

    public Wish WishOf(Person? buyer)
    {
        var merchant = Merchants[random.Next(Merchants.Length)];
        var items = Enumerable.Range(0, random.Next(1, 4)).Select(line => ItemOf(merchant, line)).ToList();
        var wish = new Wish(buyer, merchant, items, null) { Capture = OneIn(3) };
        return buyer is null ? wish : wish with { Points = PointsToRedeem(wish.PriceFor(town).MaxPoints) };
    }

    /// <summary>Whose invite code a known member sends: their own, somebody's, or none.</summary>
    public Person? CodeToSend(Person person) => OneIn(2) ? person : OneIn(2) ? town.People[0] : null;

    /// <summary>A sale whose hold is open, mostly.</summary>
    public Sale? SaleToEnd(Person person) =>
        OneIn(8) && person.Sales.Count > 0
            ? person.Sales[random.Next(person.Sales.Count)]
            : person.Sales.FindLast(sale => sale.Status == "held" && (sale.StatusAt(town.Now) == "held" || OneIn(20)));

    /// <summary>A sale with something left to refund, mostly.</summary>
    public Sale? SaleToRefund(Person person) =>
        OneIn(15) && person.Sales.Count > 0
            ? person.Sales[random.Next(person.Sales.Count)]
            : person.Sales.FindLast(sale => sale.Status == "captured" && sale.RefundedFen < sale.Gross && !OneIn(3));

    /// <summary>The sale's merchant; rarely another, who must not even learn that there is such a sale.</summary>
    public string MerchantOf(Sale sale) => OneIn(40) ? Merchants[random.Next(Merchants.Length)] : sale.Merchant;

    public long? PointsToCapture(Sale sale) => random.Next(10) switch
    {
        < 5 => null,
        5 => sale.Points + random.Next(2),
        6 => random.Next(2),
        _ => random.NextInt64(sale.Points + 1),
    };

    public long? FenToRefund(Sale sale)
    {
        var left = sale.Gross - sale.RefundedFen;
        return random.Next(10) switch
        {
            < 3 => null,
            3 => left + random.Next(1, 20),
            4 => Math.Max(1, left - random.Next(10)),
            5 => random.Next(1, 16),
            _ => random.NextInt64(left) + 1,
        };
    }

    public long PointsToAdjust(Person person) => random.Next(10) switch
    {
        < 6 => random.Next(1, 600),
        6 => -Math.Max(1, person.Points.AsOf(town.Now).Spendable + random.Next(2)),
        7 => (OneIn(2) ? 1 : -1) * random.Next(1000, 1003),
        8 => (OneIn(2) ? 1 : -1) * random.NextInt64(1001, 1_000_000_000),
        _ => -random.Next(1, 300),
    };

    private long? PointsToRedeem(long most) => random.Next(20) switch
    {
        < 8 => null,
        8 or 9 => most + random.Next(1, 3),
        10 => 0,
        11 => random.NextInt64(1_000_000_001),
        12 or 13 => most,
        _ => random.NextInt64(most + 1),
    };

    private Item ItemOf(string merchant, int line) => merchant switch
    {
        "film" => new Item($"影票 {line}", random.Next(1, 5), random.Next(800, 8000)),
        "book" => new Item($"书 {line}", random.Next(1, 3), random.Next(200, 12_000)),
        _ => new Item($"Ticket {line}", random.Next(1, 4), OneIn(20) ? random.Next(1, 30) : random.Next(500, 20_000)),
    };
}
