using Rewards.Api.Ledger.Writing;
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

    private readonly OrderRows rows = new(index.MemberId, index.Key);

    protected internal override string Subject => index.MemberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => rows.Name(group, wanted);

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var row = rows.Find(group) ?? throw new LedgerException($"Order {index.Key} is indexed but not there.");
        if (rows.FindSlot(group) is not { CancelledAt: not null } slot)
        {
            return (false, Changes.None);
        }

        var wanted = new Cancellation(row.ToOrder(), null, CancellationRules.FreeUntilStart, IsInFull: true);
        var outcome = rows.Cancel(wanted, group, moment);
        if (outcome.Refusal is not null)
        {
            return (false, Changes.None);
        }

        var done = outcome.Value;
        return (true, rows.Write(done with { Order = done.Order with { Reason = slot.CancelReason } }, group, RefundReason, NoticeKind.SlotCancelled));
    }
}
