using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>
/// Gives an order of a cancelled slot back in full, with the reason that its member reads. Answers whether there was
/// anything to give: doing it again changes nothing.
/// </summary>
internal sealed class GiveBackOrder(OrderIndexRow index) : LedgerCommand<bool>
{
    private const string RefundReason = "slot cancelled";

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
        var slot = group.Find<SlotRow>(index.SlotId!);
        if (slot is not { CancelledAt: not null })
        {
            return (false, Changes.None);
        }

        var account = group.FindAccount(index.MemberId)
            ?? throw new LedgerException($"Member {index.MemberId} has no account.");
        var paid = OrderRedemption.Of(row, group);
        var wanted = new Cancellation(row.ToOrder(), null, CancellationRules.FreeUntilStart, IsSlotCancelled: true);
        var outcome = CancelTickets.Decide(wanted, paid.Row?.ToRedemption(), account, moment);
        return outcome.Refusal is not null ? (false, Changes.None) : (true, With(outcome.Value, row, slot, paid));
    }

    private static Changes With(TicketsCancelled done, OrderRow row, SlotRow slot, OrderRedemption paid) => new()
    {
        Ledgers = [done.Ledger],
        Changed = [row.With(done.Order with { Reason = slot.CancelReason }), .. paid.ChangedBy(done.Paid)],
        Added =
        [
            .. OrderRedemption.AddedBy(done.Paid, RefundReason),
            new NoticeRow
            {
                MemberId = row.MemberId,
                Id = TypeId.New(TypeId.Notice, done.Ledger.Moment.Now),
                Kind = NoticeKind.SlotCancelled,
                At = done.Ledger.Moment.Now,
                OrderId = row.Id,
                SlotId = row.SlotId,
                Title = row.Title,
                StartsAt = row.StartsAt,
                Reason = slot.CancelReason,
            },
        ],
        Counters = [new CounterChange(slot, -done.Places)],
    };

    private OrderRow? Find(Group group) => group.Find<OrderRow>(index.MemberId, index.Key);
}
