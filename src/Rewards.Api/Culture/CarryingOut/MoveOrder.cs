using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>
/// Takes an order to where its slot has moved: its member is told, and what is held for it is held as long. Answers
/// whether there was anything to do: doing it again changes nothing.
/// </summary>
/// <param name="index">The order.</param>
/// <param name="content">Of its version.</param>
internal sealed class MoveOrder(OrderIndexRow index, OfferContent content) : LedgerCommand<bool>
{
    protected internal override string Subject => index.MemberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted)
    {
        wanted.Account(index.MemberId);
        wanted.Row<OrderRow>(index.MemberId, index.Key);
        wanted.Row<SlotRow>(index.SlotId!);
        if (Find(group) is { } order)
        {
            OrderRedemption.Name(order, wanted);
        }
    }

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var row = Find(group) ?? throw new LedgerException($"Order {index.Key} is indexed but not there.");
        var slot = group.Find<SlotRow>(index.SlotId!)!;
        if (!HasToFollow(row, slot))
        {
            return (false, Changes.None);
        }

        var account = group.FindAccount(index.MemberId)
            ?? throw new LedgerException($"Member {index.MemberId} has no account.");
        var order = row.ToOrder(slot, content) with
        {
            GoesBackAt = FollowSlot.GoesBackAt(row.ToOrder(), slot.Move, moment.Programme.Calendar),
        };
        var paid = OrderRedemption.Of(row, group);
        var (change, redemption) = Held(order, paid.Row?.ToRedemption(), account, moment);
        return (true, new Changes
        {
            Ledgers = [change],
            Changed =
            [
                row.MovedTo(order, change.Moment.Programme.Calendar.DateOf(slot.StartsAt)),
                .. redemption is null ? Array.Empty<object>() : [paid.Row!.With(redemption)],
            ],
            Added = [Told.Of(order, NoticeKind.SlotMoved, change.Moment.Now) with { Until = order.FreeUntil }],

            // Told is where the slot is: if it moves again meanwhile, this is decided anew.
            Counters = [new CounterChange(slot, 0)],
        });
    }

    private static bool HasToFollow(OrderRow row, SlotRow slot) =>
        slot.CancelledAt is null && slot.Moves != row.Moves
        && row.Status is OrderStatus.Confirmed or OrderStatus.AwaitingPayment;

    private static (LedgerChange Change, Redemption? Redemption) Held(
        Order order, Redemption? redemption, Account account, Moment moment)
    {
        if (redemption is null || order.Payment != PaymentWay.AtVenue)
        {
            // What awaits payment is held for that, not for its time.
            return (LedgerChange.Open(account, moment), null);
        }

        var extended = ExtendHold.Decide(redemption, order.Times.ValidUntil, account, moment);
        return (extended.Ledger, extended.Redemption);
    }

    private OrderRow? Find(Group group) => group.Find<OrderRow>(index.MemberId, index.Key);
}
