using CsCheck;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

public sealed class PurchaseTests
{
    private static readonly Gen<PurchaseLine> AnyLine =
        Gen.Select(Gen.Long, Gen.Long, (quantity, fen) => new PurchaseLine("书", quantity, new Fen(fen)));

    [Fact]
    public void A_purchase_costs_what_its_lines_add_up_to() =>
        Assert.Equal(new Fen(8200), Some.Purchase("2 x 3500, 1 x 1200").Gross);

    [Fact]
    public void Nothing_is_not_a_purchase() => Assert.Equal("amount_out_of_range", Purchase.Of([]).Refusal?.Code);

    [Theory]
    [InlineData("1 x 0")]
    [InlineData("0 x 1")]
    [InlineData("1 x -1")]
    [InlineData("-1 x 1")]
    [InlineData("-1 x -1")]
    public void Quantities_and_prices_are_at_least_one(string line) =>
        Assert.Equal("amount_out_of_range", Purchase.Of([Some.Line("1 x 100"), Some.Line(line)]).Refusal?.Code);

    [Theory]
    [InlineData("1 x 999999999", null)]
    [InlineData("1 x 1000000000", null)]
    [InlineData("1000000000 x 1", null)]
    [InlineData("1 x 1000000001", "amount_out_of_range")]
    [InlineData("2 x 500000001", "amount_out_of_range")]
    [InlineData("1000000000 x 1000000000", "amount_out_of_range")]
    [InlineData("9223372036854775807 x 1", "amount_out_of_range")]
    [InlineData("1 x 9223372036854775807", "amount_out_of_range")]
    public void A_purchase_costs_at_most_ten_million_yuan(string line, string? refusal) =>
        Assert.Equal(refusal, Purchase.Of([Some.Line(line)]).Refusal?.Code);

    [Fact]
    public void Lines_that_only_together_cost_too_much_are_refused()
    {
        var half = Some.Line("1 x 500000000");

        Assert.Null(Purchase.Of([half, half]).Refusal);
        Assert.Equal("amount_out_of_range", Purchase.Of([half, half, Some.Line("1 x 1")]).Refusal?.Code);
    }

    [Fact]
    public void No_purchase_overflows_whatever_its_lines_say() =>
        AnyLine.Array[0, 5].Sample(lines =>
        {
            var purchase = Purchase.Of(lines);

            return purchase.Refusal is not null || purchase.Value.Gross.Value is >= 1 and <= Fen.MostInOneOperation;
        });
}
