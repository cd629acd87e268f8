using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture;

/// <summary>The row of what pays for an order, and what commands on the order write of it.</summary>
/// <param name="Row">As it was found; null: the order costs nothing.</param>
internal sealed record OrderRedemption(RedemptionRow? Row)
{
    public static void Name(OrderRow order, Wanted names)
    {
        if (order.RedemptionId is { } redemptionId)
        {
            names.Row<RedemptionRow>(order.MemberId, redemptionId);
        }
    }

    public static OrderRedemption Of(OrderRow order, Group group) => order.RedemptionId is not { } id
        ? new OrderRedemption((RedemptionRow?)null)
        : new OrderRedemption(group.Find<RedemptionRow>(order.MemberId, id)
            ?? throw new LedgerException($"What paid for order {order.Id} is not there."));

    public IEnumerable<object> ChangedBy(PaymentChange change) =>
        change.Redemption is { } after ? [Row!.With(after)] : [];

    /// <param name="change">What became of it.</param>
    /// <param name="reason">As the refund says it.</param>
    public static IEnumerable<object> AddedBy(PaymentChange change, string reason) => change.Refund is not { } refund
        ? []
        :
        [
            new RefundRow
            {
                MemberId = refund.Redemption.MemberId,
                RedemptionId = refund.Redemption.Id,
                Id = TypeId.New(TypeId.Refund, change.Ledger.Moment.Now),
                MerchantId = refund.Redemption.MerchantId,
                AmountFen = refund.Amount.Value,
                Points = refund.Split.Points.Value,
                CashFen = refund.Split.Cash.Value,
                Reason = reason,
                At = change.Ledger.Moment.Now,
            },
        ];
}
