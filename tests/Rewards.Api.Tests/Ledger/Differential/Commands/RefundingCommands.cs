using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

internal static class RefundingCommands
{
    public const string Reason = "For a test";

    /// <param name="number">Of the command; names the refund.</param>
    /// <param name="sender">The merchant, or another one.</param>
    /// <param name="sale">What is refunded.</param>
    /// <param name="amountFen">Null: all that is left.</param>
    public static Command Refund(int number, string sender, Sale sale, long? amountFen)
    {
        var body = new { Reason, AmountFen = amountFen };
        var call =
            Call.Keyed(number, sender, $"/v1/redemptions/~{sale.Name}~/refunds", body) with { Creates = $"f{number}" };
        return new Command(call, (town, sent) =>
            town.Once(sent, sender == sale.Merchant, () =>
                Decide(sent, sale, amountFen ?? sale.Gross - sale.RefundedFen, town.Now)));
    }

    public static object Show(Sale sale, GivenBack refund) => new
    {
        Id = refund.Name,
        RedemptionId = sale.Name,
        refund.AmountFen,
        refund.Points,
        refund.CashFen,
        refund.At,
    };

    private static Expected Decide(Call call, Sale sale, long amount, DateTimeOffset now)
    {
        if (Refuse(sale, amount, now) is { } refusal)
        {
            return refusal;
        }

        var (pointsLeft, cashLeft) = LeftOf(sale);
        if (Splitting.PointsOf(amount, pointsLeft, cashLeft) is not { } points)
        {
            return Expected.Problem(
                422, "refund_not_divisible", new { NearestFen = Splitting.Nearest(amount, pointsLeft, cashLeft) });
        }

        var refund = new GivenBack(call.Creates!, amount, points, Parts.First(sale.Left, points), now);
        var merchant = "merchant:" + sale.Merchant;
        sale.Refunds.Add(refund);
        sale.Buyer.Points.BookOverdue(now);
        sale.Buyer.Points.ComeBack(
            new Entry("refund", merchant, "available", []) { Reference = sale.Name, Actor = merchant },
            refund.Parts,
            now);
        return Expected.Body(201, Show(sale, refund));
    }

    private static Expected? Refuse(Sale sale, long amount, DateTimeOffset now)
    {
        if (sale.Status != "captured")
        {
            return Expected.Problem(409, "redemption_not_captured", new { RedemptionStatus = sale.StatusAt(now) });
        }

        var left = sale.Gross - sale.RefundedFen;
        return amount < 1 || amount > left
            ? Expected.Problem(422, "refund_exceeds_capture", new { RefundableFen = left })
            : null;
    }

    private static (long Points, long Cash) LeftOf(Sale sale) => (
        sale.Points - sale.RefundedPoints,
        sale.Cash - sale.Refunds.Sum(refund => refund.CashFen));
}
