using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Ordering;

/// <summary>
/// A provider takes no amount below a minimum: an order is paid wholly in points, or so much of it is left to be paid.
/// </summary>
public static class CashMinimum
{
    /// <summary>The limit's name in the API.</summary>
    public const string Rule = "cash_minimum";

    /// <summary>The limit where there is one; none: it can be paid wholly in points, or costs less than the minimum.</summary>
    /// <param name="wanted">Of an order.</param>
    /// <param name="spendable">The member's points.</param>
    /// <param name="programme">In force.</param>
    public static IEnumerable<Ceiling> CeilingsOn(QuoteRequest wanted, Points spendable, Programme programme)
    {
        var (least, gross) = (programme.Paying.MinimumCash, wanted.Purchase.Gross);
        return gross.Value < least.Value || IsWhollyInPoints(wanted, spendable, programme)
            ? []
            : [new Ceiling(Rule, gross - least)];
    }

    /// <summary>Null: it can be paid. Else <c>below_cash_minimum</c>.</summary>
    internal static Refusal? WhyNot(QuoteRequest wanted, Points spendable, Programme programme)
    {
        var (least, gross) = (programme.Paying.MinimumCash, wanted.Purchase.Gross);
        return gross.Value >= least.Value || IsWhollyInPoints(wanted, spendable, programme)
            ? null
            : new Refusal(
                "below_cash_minimum",
                $"It costs {gross} fen, not all of which can be paid in points; {least} fen are the least that can be paid in money.",
                $"应付 {gross} 分且无法全额使用积分；现金支付最低 {least} 分。")
            {
                Facts = new Dictionary<string, object>
                {
                    ["gross_fen"] = gross.Value,
                    ["minimum_cash_fen"] = least.Value,
                },
            };
    }

    /// <summary>All limits allow it, each ticket's price is whole points, and no fewer are asked for.</summary>
    private static bool IsWhollyInPoints(QuoteRequest wanted, Points spendable, Programme programme)
    {
        var rate = programme.Rate;
        var most = programme.CeilingsOn(wanted)
            .Append(new Ceiling("total", wanted.TotalLimit(rate)))
            .Append(new Ceiling("balance", rate.Worth(spendable)))
            .Min(limit => rate.Within(limit.Most));
        return rate.Worth(most) == wanted.Purchase.Gross && (wanted.Requested is null || wanted.Requested >= most);
    }
}
