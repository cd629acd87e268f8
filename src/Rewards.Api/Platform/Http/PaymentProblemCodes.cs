using Rewards.Domain.Ordering;
using Rewards.Domain.Paying;

namespace Rewards.Api.Platform.Http;

/// <summary>Errors about paying in money: a part of <see cref="ProblemCodes"/>.</summary>
internal static class PaymentProblemCodes
{
    private const string Ticket = "tkt_01m6a6ft00e8cr5n3j7k2q9w4x";

    /// <summary>For examples.</summary>
    private static readonly DateTimeOffset Instant = new(2026, 11, 28, 1, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        new("below_cash_minimum", 422, "Too little is left to be paid", "现金部分低于最低支付金额",
            "Not all of it can be paid in points, and money is taken from minimum_cash_fen on: order more, or elsewhere.",
            "积分无法全额支付，而现金支付最低为 minimum_cash_fen 分：可增加数量，或选择其他供给。")
        {
            Facts =
            [
                ProblemFact.Fen("gross_fen", 390, "The price before points, in fen.", "使用积分前的价格（分）。"),
                ProblemFact.Fen("minimum_cash_fen", 400, "What can be paid in money at least, in fen.", "现金支付的最低金额（分）。"),
            ],
        },
        new("payment_blocked", 403, "Too many orders were not paid", "多次未按时支付",
            "lapsed orders were not paid in time lately: nothing with cash can be ordered until then.",
            "近期有 lapsed 个订单未按时支付：在 until 之前不能预订需付现金的项目。")
        {
            Facts = [ProblemFact.Until(Instant), ProblemFact.Fen("lapsed", 5, "Orders that were not paid in time lately.", "近期未按时支付的订单数。")],
        },
        new("order_not_payable", 409, "There is nothing to pay", "该订单无需支付",
            "It is paid, cancelled or expired, or costs no cash: order_status says which.",
            "订单已支付、已取消、已失效或无需现金，见 order_status。")
        {
            Facts = [ProblemFact.StatusOfOrder(OrderStatus.Confirmed)],
        },
        new("payment_closed", 409, "It is too late to pay", "已超过支付时间",
            "Nobody is sent to pay in the last three minutes: order it again.",
            "支付时间即将或已经结束，见 pay_until；请重新下单。")
        {
            Facts = [ProblemFact.Time("pay_until", "Up to when it could be paid (UTC).", "可支付的截止时间（UTC）。")],
        },
        new("payment_unavailable_now", 503, "The payment provider does not answer", "支付服务暂时不可用",
            "The order waits as long as pay_until says: send the same request again, with its key.",
            "订单在 pay_until 之前保留：请用同一幂等键重试。"),
        new("order_disputed", 409, "Who paid for the order disputes it", "该订单的付款存在争议",
            "Nobody comes in with its tickets and nothing of it is given back before that is decided.",
            "争议处理完成之前，票不能使用，也不能退。")
        {
            Facts = [ProblemFact.TicketId(Ticket)],
        },
        new("case_not_open", 409, "Something was decided about it already", "该事项已有处理意见",
            "It waits for another person's approval, or is resolved: case_status says which.",
            "该事项正待他人审批或已处理完毕，见 case_status。")
        {
            Facts = [ProblemFact.StatusOfCase(PaymentCaseStatus.PendingApproval)],
        },
        new("case_not_pending", 409, "Nothing waits for approval", "该事项没有待审批的处理意见",
            "Nothing was proposed, or it was decided already: case_status says which.",
            "尚无处理意见，或已处理完毕，见 case_status。")
        {
            Facts = [ProblemFact.StatusOfCase(PaymentCaseStatus.Open)],
        },
        new("decision_not_possible", 422, "Such a case is not resolved so", "此类事项不能这样处理",
            "decisions lists what can be decided about it now; of an open dispute nothing, before the provider has decided.",
            "当前可选的处理方式见 decisions；争议在支付服务商裁定之前不能处理。")
        {
            Facts = [ProblemFact.Decisions(CaseDecision.Retry, CaseDecision.SettledOutside)],
        },
        new("order_unpaid", 409, "The order is not paid", "订单尚未支付",
            "Its tickets let nobody in before it is paid.",
            "支付完成后票才有效。")
        {
            Facts = [ProblemFact.TicketId(Ticket), ProblemFact.Time("pay_until", "Up to when it can be paid (UTC).", "可支付的截止时间（UTC）。")],
        },
    ];
}
