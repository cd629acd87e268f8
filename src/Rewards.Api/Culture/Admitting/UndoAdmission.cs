using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Culture.Admitting;

/// <summary>
/// Makes one ticket unused again, by whoever let in with it. Where its slot was cancelled it is given back at once, as the
/// slot's job would have done: that may be over.
/// </summary>
/// <param name="merchantId">Who.</param>
/// <param name="ticketId">Which.</param>
/// <param name="target">Null: it is none of this merchant's.</param>
/// <param name="request">The request's identity.</param>
internal sealed class UndoAdmission(string merchantId, string ticketId, DoorTarget? target, KeyedRequest request)
    : KeyedCommand(request)
{
    private const string Reason = "admission undone";

    protected internal override string Subject => target?.MemberId ?? ticketId;

    protected internal override string Actor => LedgerAccount.Merchant(merchantId);

    protected override void NameOwn(Group group, Wanted names)
    {
        target?.Name(group, names);
        if (CancelledSlot(group) is not null && target!.Find(group) is { } order)
        {
            OrderRedemption.Name(order, names);
        }
    }

    protected override bool IsFound(Group group) => target?.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var (row, off) = (target!.Find(group)!, CancelledSlot(group));
        var payment = off is null ? target.PaymentIn(group) : OrderRedemption.Of(row, group);
        var wanted = new AdmissionUndo(row.ToOrder(target.FindSlot(group), target.Content), ticketId)
        {
            SlotCancelledFor = off?.CancelReason,
        };
        var outcome = TakeBackAdmission.Decide(wanted, payment.Row?.ToRedemption(), target.AccountIn(group), moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var done = outcome.Value;
        var now = done.Paid.Ledger.Moment.Now;
        var queue = target.Offer(group, done.Places, now);
        return (StoredAnswer.Ok(Show(done, now)), new Changes
        {
            Ledgers = [done.Paid.Ledger],
            Changed = [row.With(done.Order), .. payment.ChangedBy(done.Paid)],
            Added =
            [
                Audited(done, now),
                .. OrderRedemption.AddedBy(done.Paid, Reason),
                .. off is null ? Array.Empty<object>() : [Told.Of(done.Order, NoticeKind.SlotCancelled, now)],
            ],
            Counters = target.Count(group, queue, -done.Places, -done.Before.Count, -done.People),
        }.With(queue, now));
    }

    /// <summary>Null: there is none, or it takes place.</summary>
    private SlotRow? CancelledSlot(Group group) =>
        target?.SlotId is { } slotId && group.Find<SlotRow>(slotId) is { CancelledAt: not null } slot ? slot : null;

    private UndoResponse Show(AdmissionTakenBack done, DateTimeOffset now)
    {
        var ticket = done.Order.Tickets.Single(one => one.Id == ticketId);
        return new UndoResponse(done.Order.Id, ticketId, done.Order.StatusOf(ticket, now), done.People, done.Cash.Value);
    }

    private AuditRow Audited(AdmissionTakenBack done, DateTimeOffset now) => AuditRecord
        .By(Actor, now, "ticket.admission_undone", done.Order.Id, new { Ticket = ticketId, done.Before[0].UsedAt, done.Before[0].Use })
        .During(Request.Reader.RequestId);
}
