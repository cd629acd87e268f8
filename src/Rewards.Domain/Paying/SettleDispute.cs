using Rewards.Domain.Ordering;

namespace Rewards.Domain.Paying;

/// <summary>What follows of what the provider said of a dispute.</summary>
/// <param name="Order">Afterwards.</param>
/// <param name="Case">Afterwards.</param>
public sealed record DisputeSettled(Order Order, PaymentCase Case);

/// <summary>
/// Decides what follows of a dispute: its order is frozen, and two operators decide when the provider has. Points move by
/// their decision only.
/// </summary>
public static class SettleDispute
{
    /// <param name="order">As stored.</param>
    /// <param name="attempt">What is disputed.</param>
    /// <param name="known">The case; null: it was not heard of.</param>
    /// <param name="report">What the provider says now.</param>
    /// <param name="fresh">What a new case would be called, and when it is (UTC).</param>
    public static DisputeSettled Decide(
        Order order, PaymentAttempt attempt, PaymentCase? known, DisputeReport report, (string Id, DateTimeOffset At) fresh) =>
        known is not null
            ? new DisputeSettled(order, known with { Dispute = Later(known.Dispute, report.State) })
            : new DisputeSettled(
                order.PaidBy == attempt.Id && report.State != DisputeState.Won ? order with { DisputedAt = fresh.At } : order,
                new PaymentCase
                {
                    Id = fresh.Id,
                    Kind = PaymentCaseKind.Disputed,
                    OrderId = order.Id,
                    AttemptId = attempt.Id,
                    DisputeId = report.Id,
                    Dispute = report.State,
                    Amount = report.Amount,
                    OpenedAt = fresh.At,
                });

    /// <summary>The order after all of its disputes: it goes on as soon as none is open or lost.</summary>
    /// <param name="order">As stored.</param>
    /// <param name="cases">All of the order, as they are now.</param>
    public static Order Freed(Order order, IEnumerable<PaymentCase> cases) =>
        cases.Any(one => one.Freezes) ? order : order with { DisputedAt = null };

    /// <summary>What was decided at the provider stays so, whatever is heard late.</summary>
    private static DisputeState Later(DisputeState? before, DisputeState now) =>
        before is null or DisputeState.Open ? now : before.Value;
}
