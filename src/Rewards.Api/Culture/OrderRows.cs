using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Paying;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>One order with what pays for it and what it takes places from, as commands that give its tickets back need them.</summary>
/// <param name="MemberId">Whose order it is.</param>
/// <param name="OrderId">Which.</param>
internal sealed record OrderRows(string MemberId, string OrderId)
{
    public void Name(Group group, Wanted names)
    {
        names.Account(MemberId);
        names.Row<OrderRow>(MemberId, OrderId);
        if (Find(group) is not { } order)
        {
            return;
        }

        SlotQueue.Name(order.SlotId, group, names);
        if (order.SlotId is null)
        {
            names.Row<StockRow>(order.OfferId);
        }

        OrderRedemption.Name(order, names);
    }

    public OrderRow? Find(Group group) => group.Find<OrderRow>(MemberId, OrderId);

    /// <summary>Null: goods.</summary>
    public SlotRow? FindSlot(Group group) => Find(group)?.SlotId is { } slotId ? group.Find<SlotRow>(slotId) : null;

    /// <summary>As it is now, also where its slot has moved.</summary>
    /// <param name="group">With all of its rows.</param>
    /// <param name="content">Of the order's version.</param>
    public Order OrderIn(Group group, OfferContent content) => Find(group)!.ToOrder(FindSlot(group), content);

    /// <returns>Refuses like <see cref="CancelTickets"/>.</returns>
    public Outcome<TicketsCancelled> Cancel(Cancellation wanted, Group group, Moment moment)
    {
        var account = group.FindAccount(MemberId) ?? throw new LedgerException($"Member {MemberId} has no account.");
        return CancelTickets.Decide(wanted, PaymentIn(group).Row?.ToRedemption(), account, moment);
    }

    /// <param name="done">What was given back.</param>
    /// <param name="group">With all of its rows.</param>
    /// <param name="refundReason">As the refund says it.</param>
    /// <param name="told">What its member is told of it; null: nothing, it was the member's own wish.</param>
    public Changes Write(TicketsCancelled done, Group group, string refundReason, NoticeKind? told = null)
    {
        var now = done.Ledger.Moment.Now;
        var refund = done.Cash == Fen.Zero ? null : new CashRefund
        {
            Id = TypeId.New(TypeId.CashRefund, now),
            OrderId = OrderId,
            AttemptId = done.Order.PaidBy!,
            Amount = done.Cash,
            Cause = RefundCause.Cancelled,
            CreatedAt = now,
        };
        var queue = FindSlot(group) is { } slot ? SlotQueue.Of(slot, group).Settle(now, done.Places) : null;
        return new Changes
        {
            Ledgers = [done.Ledger],
            Changed = [Find(group)!.With(done.Order), .. PaymentIn(group).ChangedBy(done.Paid)],
            Added =
            [
                .. OrderRedemption.AddedBy(done.Paid, refundReason),
                .. refund is null ? Array.Empty<object>() : [CashRefundRow.From(refund, MemberId)],
                .. told is { } kind ? [Told.Of(done.Order, kind, now)] : Array.Empty<object>(),
            ],
            Counters = [queue?.Move(-done.Places) ?? new CounterChange(StockIn(group), -done.Places)],
        }.With(queue, now);
    }

    private OrderRedemption PaymentIn(Group group) => OrderRedemption.Of(Find(group)!, group);

    private StockRow StockIn(Group group) => group.Find<StockRow>(Find(group)!.OfferId)
        ?? throw new LedgerException($"What order {OrderId} took places from is not there.");
}
