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

    protected override bool IsFound(Group group) => wanted.Content is not null && Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var row = Find(group)!;
        var order = row.ToOrder();
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
        var beside = new OrderBeside(wanted.Content, wanted.Venue, isSlotCancelled);
        return (StoredAnswer.Ok(views.Show(done.Order, beside, done.Ledger.Moment.Now)), new Changes
        {
            Ledgers = [done.Ledger],
            Changed = [row.With(done.Order), .. paid.ChangedBy(done.Paid)],
            Added = [.. OrderRedemption.AddedBy(done.Paid, Reason)],
            Counters = [new CounterChange(PlacesOf(order, group), -done.Places)],
        });
    }

    private OrderRow? Find(Group group) => group.Find<OrderRow>(wanted.MemberId, wanted.OrderId);

    private static ICounterRow PlacesOf(Order order, Group group) =>
        (order.SlotId is { } slotId ? group.Find<SlotRow>(slotId) : group.Find<StockRow>(order.OfferId) as ICounterRow)
            ?? throw new LedgerException($"What order {order.Id} took places from is not there.");
}
