using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>
/// Gives back in full what was not used of an order whose time is over, or not paid in its time. Answers whether there was anything to give: doing
/// it again changes nothing.
/// </summary>
internal sealed class GiveBackUnused(string memberId, string orderId) : LedgerCommand<bool>
{
    private readonly OrderRows rows = new(memberId, orderId);

    protected internal override string Subject => memberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => rows.Name(group, wanted);

    /// <exception cref="LedgerException">Something is said to be due, and there is nothing to give.</exception>
    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var row = rows.Find(group) ?? throw new LedgerException($"Order {orderId} is not there.");
        if (!IsDue(row, rows.FindSlot(group), moment))
        {
            return (false, Changes.None);
        }

        var wanted = new Cancellation(row.ToOrder(), null, CancellationRules.FreeUntilStart, IsInFull: true);
        var outcome = rows.Cancel(wanted, group, moment);
        if (outcome.Refusal is { } refusal)
        {
            throw new LedgerException($"Order {orderId} is due to be given back: {refusal.Code}.");
        }

        var (done, order) = (outcome.Value, outcome.Value.Order);
        return (true, row.PayUntil is not null && row.PaidBy is null
            ? rows.Write(done with { Order = order with { Status = OrderStatus.Expired } }, group, "", NoticeKind.OrderExpired)
            : rows.Write(done with { Order = order with { Reason = Order.Unused } }, group, Order.Unused, NoticeKind.OrderUnused));
    }

    /// <summary>Not of a slot that has moved before its order has: what was due is due later, but for what was not paid.</summary>
    private static bool IsDue(OrderRow row, SlotRow? slot, Moment moment) =>
        row.GiveBackAt <= moment.Now && (slot is null || slot.Moves == row.Moves || row.Status == OrderStatus.AwaitingPayment);
}
