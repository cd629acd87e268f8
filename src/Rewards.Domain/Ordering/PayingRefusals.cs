using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Ordering;

/// <summary>Why an order whose cash is to be paid online can't be had.</summary>
internal static class PayingRefusals
{
    /// <summary>Null: nothing.</summary>
    public static Refusal? WhyNot(OrderRequest request, Redemption redemption, Moment moment) =>
        NotPayable(request, redemption)
        ?? TooLate(request, moment)
        ?? TooManyUnpaid(request, moment.Programme.Paying)
        ?? Blocked(request, moment);

    private static Refusal? NotPayable(OrderRequest request, Redemption redemption) => request.TakesPayments
        ? null
        : new Refusal(
            "payment_unavailable",
            $"{redemption.Cash} fen of it would have to be paid in money, which can't be done here.",
            $"其中 {redemption.Cash} 分需以现金支付，目前尚不支持。")
        {
            Facts = new Dictionary<string, object> { ["cash_fen"] = redemption.Cash.Value },
        };

    /// <summary>Nobody could pay it in time.</summary>
    private static Refusal? TooLate(OrderRequest request, Moment moment) =>
        OrderTickets.PayUntil(request, moment) - moment.Now > PayingRules.LeastTime
            ? null
            : new Refusal("booking_closed", "What is paid online can't be ordered so shortly before booking ends.", "距预订截止时间过近，已无法在线支付。")
            {
                Facts = new Dictionary<string, object> { ["slot_state"] = Supplying.SlotState.Closed },
            };

    private static Refusal? TooManyUnpaid(OrderRequest request, PayingRules rules) =>
        request.Had.UnpaidOrders < rules.MostUnpaid
            ? null
            : new Refusal(
                "person_limit",
                $"{request.Had.UnpaidOrders} orders are still to be paid: pay or cancel one of them first.",
                $"已有 {request.Had.UnpaidOrders} 个订单待支付：请先支付或取消。")
            {
                Facts = OrderRefusals.FactsOf("unpaid", rules.MostUnpaid, request.Had.UnpaidOrders),
            };

    /// <summary>Whoever lets orders lapse keeps places from others.</summary>
    private static Refusal? Blocked(OrderRequest request, Moment moment)
    {
        var rules = moment.Programme.Paying;
        var lately = request.Lapsed.Where(at => at >= moment.Now.AddDays(-rules.LapsedWithinDays)).Order().ToList();
        return lately.Count < rules.LapsedLimit || lately[^1].AddHours(rules.BlockedHours) is var until && until <= moment.Now
            ? null
            : new Refusal(
                "payment_blocked",
                $"{lately.Count} orders were not paid in time lately: nothing with cash can be ordered until then.",
                $"近期有 {lately.Count} 个订单未按时支付：在此之前不能预订需付现金的项目。")
            {
                Facts = new Dictionary<string, object> { ["until"] = until, ["lapsed"] = lately.Count },
            };
    }
}
