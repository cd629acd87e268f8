using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Paying;

/// <summary>Begins an attempt to pay an order's cash, or goes on with the one that is open.</summary>
public static class StartPayment
{
    /// <summary>
    /// How long a session lives at the provider: it takes no less than 30 minutes. Its end is our own doing: at the end of the
    /// time to pay every session is ended.
    /// </summary>
    public static readonly TimeSpan SessionLasts = TimeSpan.FromMinutes(31);

    /// <param name="order">As stored.</param>
    /// <param name="attempts">All of the order.</param>
    /// <param name="id">Of a new one.</param>
    /// <param name="now">UTC.</param>
    /// <returns>
    /// The open attempt, as it is, or a new one. Refuses <c>order_not_payable</c> and <c>payment_closed</c>.
    /// </returns>
    public static Outcome<PaymentAttempt> Decide(
        Order order, IReadOnlyCollection<PaymentAttempt> attempts, string id, DateTimeOffset now)
    {
        if (order.StatusAt(now) != OrderStatus.AwaitingPayment || attempts.Any(IsSpent))
        {
            return new Refusal("order_not_payable", "There is nothing to pay for this order.", "该订单无需支付。")
            {
                Facts = new Dictionary<string, object> { ["order_status"] = order.StatusAt(now) },
            };
        }

        var open = attempts.FirstOrDefault(attempt => attempt.State == AttemptState.Open);
        if (open is not null && now < order.PayUntil)
        {
            return open;
        }

        return now > order.PayUntil - PayingRules.LeastTime
            ? new Refusal("payment_closed", "It could be paid until pay_until.", "已超过支付时间，见 pay_until。")
            {
                Facts = new Dictionary<string, object> { ["pay_until"] = order.PayUntil!.Value },
            }
            : new PaymentAttempt
            {
                Id = id,
                OrderId = order.Id,
                N = attempts.Count + 1,
                Amount = order.Cash,
                CreatedAt = now,
                ExpiresAt = now + SessionLasts,
            };
    }

    private static bool IsSpent(PaymentAttempt attempt) =>
        attempt.State is AttemptState.Paid or AttemptState.Quarantined;
}
