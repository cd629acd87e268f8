using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Culture.Admitting;

/// <summary>An operator's wish that a missed ticket counts no more.</summary>
/// <param name="Actor">Who.</param>
/// <param name="TicketId">Which.</param>
/// <param name="Target">Null: there is none of that id.</param>
/// <param name="Reason">As sent.</param>
internal sealed record Forgiving(string Actor, string TicketId, DoorTarget? Target, string Reason);

/// <summary>Lets a missed ticket count no more against its member.</summary>
internal sealed class ForgiveTicket(Forgiving wanted, KeyedRequest request) : KeyedCommand(request)
{
    protected internal override string Subject => wanted.Target?.MemberId ?? wanted.TicketId;

    protected internal override string Actor => wanted.Actor;

    protected override void NameOwn(Group group, Wanted names) => wanted.Target?.Name(group, names);

    protected override bool IsFound(Group group) => wanted.Target?.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var target = wanted.Target!;
        var row = target.Find(group)!;
        var outcome = ForgiveMissed.Decide(row.ToOrder(target.FindSlot(group), target.Content), wanted.TicketId, target.AccountIn(group), moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var (order, ledger) = outcome.Value;
        var now = ledger.Moment.Now;
        return (StoredAnswer.Ok(new ForgivenResponse(order.Id, wanted.TicketId, now)), new Changes
        {
            Ledgers = [ledger],
            Changed = [row.With(order)],
            Added =
            [
                AuditRecord.By(Actor, now, "ticket.forgiven", order.Id, new { Ticket = wanted.TicketId, wanted.Reason })
                    .During(Request.Reader.RequestId),
            ],
        });
    }
}
