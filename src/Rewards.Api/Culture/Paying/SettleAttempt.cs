using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>
/// Does what follows of what the provider said of an attempt: once, however often it is told. Answers how the attempt
/// stands then.
/// </summary>
/// <param name="rows">Of its order.</param>
/// <param name="attemptId">Which.</param>
/// <param name="report">What the provider said.</param>
/// <param name="isLive">Whether this service takes real money.</param>
internal sealed class SettleAttempt(PayingRows rows, string attemptId, SessionReport report, bool isLive)
    : LedgerCommand<AttemptState>
{
    protected internal override string Subject => rows.MemberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => rows.Name(group, wanted);

    /// <exception cref="LedgerException">The attempt, or what pays for its order, is not there.</exception>
    protected override (AttemptState Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var order = rows.Find(group) ?? throw new LedgerException($"Order {rows.OrderId} is not there.");
        var row = rows.Attempts(group).FirstOrDefault(one => one.Id == attemptId)
            ?? throw new LedgerException($"Attempt {attemptId} of order {order.Id} is not there.");
        var redemption = OrderRedemption.Of(order, group);
        var before = new PayingOrder(order.ToOrder(), row.ToAttempt(), redemption.Row!.ToRedemption());
        var done = SettlePayment.Decide(
            before,
            report,
            (TypeId.New(TypeId.CashRefund, moment.Now), isLive),
            rows.Account(group),
            moment);
        return (done.Attempt.State, Written(done, before, (order, row, redemption.Row!)));
    }

    private PaymentCase QuarantinedIn(PaymentSettled done) => new()
    {
        Id = TypeId.New(TypeId.PaymentCase, done.Ledger.Moment.Now),
        Kind = PaymentCaseKind.Quarantined,
        OrderId = rows.OrderId,
        AttemptId = done.Attempt.Id,
        Amount = report.Amount,
        Cause = done.Attempt.Mismatch,
        OpenedAt = done.Ledger.Moment.Now,
    };

    private Changes Written(
        PaymentSettled done, PayingOrder before, (OrderRow Order, PaymentAttemptRow Attempt, RedemptionRow Redemption) found)
    {
        var now = done.Ledger.Moment.Now;
        var isConfirmed = done.Order.PaidBy != before.Order.PaidBy;
        return new Changes
        {
            Ledgers = [done.Ledger],
            Changed =
            [
                found.Attempt.LookedUpAt(now, found.Order.PayUntil!.Value).With(done.Attempt with { SessionId = report.SessionId }),
                .. isConfirmed ? [found.Order.With(done.Order), found.Redemption.With(done.Redemption)] : Array.Empty<object>(),
            ],
            Added = done.Refund is { } refund
                ? [CashRefundRow.From(refund, rows.MemberId), Told.Of(done.Order, NoticeKind.PaymentReturned, now)]
                : done.Attempt.State == AttemptState.Quarantined && before.Attempt.State != AttemptState.Quarantined
                ? [PaymentCaseRow.From(QuarantinedIn(done), rows.MemberId)]
                : [],
            Outcome = isConfirmed ? RedemptionOutcome.Of(null, done.Redemption.Status) : null,
        };
    }
}
