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
    protected internal override string Subject => target?.MemberId ?? ticketId;

    protected internal override string Actor => LedgerAccount.Merchant(merchantId);

    protected override void NameOwn(Group group, Wanted names) => target?.Name(names);

    protected override bool IsFound(Group group) => target?.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var row = target!.Find(group)!;
        var outcome = TakeBackAdmission.Decide(row.ToOrder(), ticketId, target.AccountIn(group), moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var (order, before, ledger) = outcome.Value;
        var (now, people) = (ledger.Moment.Now, before.Use!.People);
        var ticket = order.Tickets.Single(one => one.Id == ticketId);
        return (StoredAnswer.Ok(new UndoResponse(order.Id, ticketId, order.StatusOf(ticket, now), people)), new Changes
        {
            Ledgers = [ledger],
            Changed = [row.With(order)],
            Added =
            [
                AuditRecord.By(Actor, now, "ticket.admission_undone", order.Id, new { Ticket = ticketId, before.UsedAt, before.Use })
                    .During(Request.Reader.RequestId),
            ],
            Counters = DoorTarget.Count(target.FindSlot(group), -1, -people),
        });
    }
}
