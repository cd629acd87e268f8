using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Paying;

/// <summary>An order with what was tried to pay it.</summary>
/// <param name="Order">As stored.</param>
/// <param name="Attempt">That which was looked up.</param>
/// <param name="Redemption">What of it points pay.</param>
public sealed record PayingOrder(Order Order, PaymentAttempt Attempt, Redemption Redemption);

/// <summary>What follows of what the provider said.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Attempt">Afterwards.</param>
/// <param name="Redemption">Afterwards.</param>
/// <param name="Refund">What goes back at once; null: nothing.</param>
/// <param name="Ledger">See <see cref="Ordered.Ledger"/>.</param>
public sealed record PaymentSettled(
    Order Order, PaymentAttempt Attempt, Redemption Redemption, CashRefund? Refund, LedgerChange Ledger);

/// <summary>
/// Decides what follows of what the provider says of an attempt. Each payment has one effect, however often and in
/// whatever order it is told: it pays for its order, or all of it goes back.
/// </summary>
public static class SettlePayment
{
    /// <summary>The only currency that orders are in.</summary>
    public const string Currency = "cny";

    /// <param name="paying">As stored.</param>
    /// <param name="report">What the provider says now.</param>
    /// <param name="with">What a refund would be called, and whether this service takes real money.</param>
    /// <param name="account">The member's.</param>
    /// <param name="moment">When.</param>
    public static PaymentSettled Decide(
        PayingOrder paying, SessionReport report, (string RefundId, bool IsLive) with, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var (attempt, now) = (paying.Attempt, change.Moment.Now);
        if (attempt.State is AttemptState.Paid or AttemptState.Quarantined || report.State == SessionState.Open)
        {
            return Unchanged(paying, change);
        }

        if (report.State == SessionState.Ended)
        {
            return Unchanged(paying, change) with
            {
                Attempt = attempt.State == AttemptState.Ended ? attempt : Settled(attempt, AttemptState.Ended, report, now),
            };
        }

        return Mismatch(attempt, report, with.IsLive) is { } mismatch
            ? Unchanged(paying, change) with
            {
                Attempt = Settled(attempt, AttemptState.Quarantined, report, now) with { Mismatch = mismatch },
            }
            : Paid(paying with { Attempt = Settled(attempt, AttemptState.Paid, report, now) }, with.RefundId, account, change);
    }

    private static PaymentSettled Paid(PayingOrder paid, string refundId, Account account, LedgerChange change)
    {
        var now = change.Moment.Now;
        if (paid.Order.StatusAt(now) != OrderStatus.AwaitingPayment)
        {
            return Unchanged(paid, change) with { Refund = Back(paid, refundId, now) };
        }

        var captured = Capture.Decide(paid.Redemption, null, account, change.Moment);
        return captured.Refusal is { } refusal
            ? throw new LedgerException($"Order {paid.Order.Id} awaits payment, and its points are not held: {refusal.Code}.")
            : new PaymentSettled(
                paid.Order.ConfirmBy(paid.Attempt.Id), paid.Attempt, captured.Value.Redemption, null, captured.Value.Ledger);
    }

    private static CashRefund Back(PayingOrder paid, string refundId, DateTimeOffset now) => new()
    {
        Id = refundId,
        OrderId = paid.Order.Id,
        AttemptId = paid.Attempt.Id,
        Amount = paid.Attempt.Amount,
        Cause = paid.Order.Status is OrderStatus.Confirmed ? RefundCause.Duplicate : RefundCause.Late,
        CreatedAt = now,
    };

    /// <summary>Null: it is what was asked for.</summary>
    private static string? Mismatch(PaymentAttempt attempt, SessionReport report, bool isLive) =>
        report.Amount != attempt.Amount ? "amount"
        : report.Currency != Currency ? "currency"
        : report.IsLive != isLive ? "mode"
        : report.OrderId != attempt.OrderId || report.AttemptId != attempt.Id ? "order"
        : report.PaymentId is null ? "payment"
        : null;

    private static PaymentAttempt Settled(
        PaymentAttempt attempt, AttemptState state, SessionReport report, DateTimeOffset now) => attempt with
        {
            State = state,
            SessionId = report.SessionId,
            PaymentId = report.PaymentId,
            SettledAt = now,
        };

    private static PaymentSettled Unchanged(PayingOrder paying, LedgerChange change) =>
        new(paying.Order, paying.Attempt, paying.Redemption, null, change);
}
