using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>A member's wish to give tickets back.</summary>
/// <param name="MemberId">Whose order it is.</param>
/// <param name="OrderId">Which.</param>
/// <param name="TicketIds">Null: all that are valid.</param>
internal sealed record OrderCancelling(string MemberId, string OrderId, IReadOnlyList<string>? TicketIds)
{
    /// <summary>Of the order's version, which never changes; null: the member has no such order.</summary>
    public OfferContent? Content { get; init; }

    public VenueRow? Venue { get; init; }
}

/// <summary>Gives tickets of one order back: their points return, their places are free.</summary>
internal sealed class CancelOrder(OrderCancelling wanted, OrderViews views, KeyedRequest request) : KeyedCommand(request)
{
    private const string Reason = "cancelled by the member";

    protected internal override string Subject => wanted.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names)
    {
        names.Account(wanted.MemberId);
        names.Row<OrderRow>(wanted.MemberId, wanted.OrderId);
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

    protected override bool IsFound(Group group) => wanted.Content is not null && Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var row = Find(group)!;
        var order = row.ToOrder(row.SlotId is { } slotId ? group.Find<SlotRow>(slotId) : null, wanted.Content!);
        var account = group.FindAccount(wanted.MemberId)
            ?? throw new LedgerException($"Member {wanted.MemberId} has no account.");
        var paid = OrderRedemption.Of(row, group);
        var isSlotCancelled = order.SlotId is { } id && group.Find<SlotRow>(id)?.CancelledAt is not null;
        var cancellation = new Cancellation(order, wanted.TicketIds, wanted.Content!.Cancellation, isSlotCancelled);
        var outcome = CancelTickets.Decide(cancellation, paid.Row?.ToRedemption(), account, moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var done = outcome.Value;
        var now = done.Ledger.Moment.Now;
        var queue = order.SlotId is null ? null : SlotQueue.Of(SlotOf(order, group), group).Settle(now, done.Places);
        var beside = new OrderBeside(wanted.Content, wanted.Venue, isSlotCancelled);
        return (StoredAnswer.Ok(views.Show(done.Order, beside, now)), new Changes
        {
            Ledgers = [done.Ledger],
            Changed = [row.With(done.Order), .. paid.ChangedBy(done.Paid), .. queue?.Changed ?? []],
            Added = [.. OrderRedemption.AddedBy(done.Paid, Reason), .. queue?.Notices(now) ?? []],
            Counters = [queue?.Move(-done.Places) ?? new CounterChange(StockOf(order, group), -done.Places)],
        });
    }

    private OrderRow? Find(Group group) => group.Find<OrderRow>(wanted.MemberId, wanted.OrderId);

    private static SlotRow SlotOf(Order order, Group group) =>
        group.Find<SlotRow>(order.SlotId!) ?? throw new LedgerException($"The slot of order {order.Id} is not there.");

    private static StockRow StockOf(Order order, Group group) =>
        group.Find<StockRow>(order.OfferId) ?? throw new LedgerException($"The stock of order {order.Id} is not there.");
}
