using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Culture.Admitting;

/// <summary>Makes one ticket unused again, by whoever let in with it.</summary>
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

    protected override void NameOwn(Group group, Wanted names) => target?.Name(group, names);

    protected override bool IsFound(Group group) => target?.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var row = target!.Find(group)!;
        var payment = target.PaymentIn(group);
        var outcome = TakeBackAdmission.Decide(
            row.ToOrder(target.FindSlot(group), target.Content), ticketId, payment.Row?.ToRedemption(), target.AccountIn(group), moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var done = outcome.Value;
        var (order, now) = (done.Order, done.Paid.Ledger.Moment.Now);
        var ticket = order.Tickets.Single(one => one.Id == ticketId);
        var queue = target.Offer(group, done.Places, now);
        return (StoredAnswer.Ok(new UndoResponse(order.Id, ticketId, order.StatusOf(ticket, now), done.People, done.Cash.Value)), new Changes
        {
            Ledgers = [done.Paid.Ledger],
            Changed = [row.With(order), .. payment.ChangedBy(done.Paid)],
            Added =
            [
                AuditRecord.By(Actor, now, "ticket.admission_undone", order.Id, new { Ticket = ticketId, done.Before[0].UsedAt, done.Before[0].Use })
                    .During(Request.Reader.RequestId),
                .. OrderRedemption.AddedBy(done.Paid, Reason),
            ],
            Counters = target.Count(group, queue, -done.Places, -done.Before.Count, -done.People),
        }.With(queue, now));
    }
}
