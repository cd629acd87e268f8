using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;

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

        if (order.SlotId is { } slotId)
        {
            names.Row<SlotRow>(slotId);
        }
        else
        {
            names.Row<StockRow>(order.OfferId);
        }

        OrderRedemption.Name(order, names);
    }

    public OrderRow? Find(Group group) => group.Find<OrderRow>(MemberId, OrderId);

    /// <summary>Null: goods.</summary>
    public SlotRow? FindSlot(Group group) => Find(group)?.SlotId is { } slotId ? group.Find<SlotRow>(slotId) : null;

    /// <returns>Refuses like <see cref="CancelTickets"/>.</returns>
    public Outcome<TicketsCancelled> Cancel(Cancellation wanted, Group group, Moment moment)
    {
        var account = group.FindAccount(MemberId) ?? throw new LedgerException($"Member {MemberId} has no account.");
        return CancelTickets.Decide(wanted, PaymentIn(group).Row?.ToRedemption(), account, moment);
    }

    /// <param name="done">What was given back.</param>
    /// <param name="group">With all of its rows.</param>
    /// <param name="refundReason">As the refund says it.</param>
    public Changes Write(TicketsCancelled done, Group group, string refundReason) => new()
    {
        Ledgers = [done.Ledger],
        Changed = [Find(group)!.With(done.Order), .. PaymentIn(group).ChangedBy(done.Paid)],
        Added = [.. OrderRedemption.AddedBy(done.Paid, refundReason)],
        Counters = [new CounterChange(PlacesIn(group), -done.Places)],
    };

    private OrderRedemption PaymentIn(Group group) => OrderRedemption.Of(Find(group)!, group);

    private ICounterRow PlacesIn(Group group) =>
        (Find(group)!.SlotId is null ? group.Find<StockRow>(Find(group)!.OfferId) : FindSlot(group) as ICounterRow)
            ?? throw new LedgerException($"What order {OrderId} took places from is not there.");
}
