using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Culture.Admitting;

/// <summary>A merchant's wish to let somebody in.</summary>
/// <param name="MerchantId">Who.</param>
/// <param name="Target">Null: no order of this merchant's has all of the tickets.</param>
/// <param name="Shown">The member who showed a code; null: a ticket was shown, or nothing.</param>
internal sealed record AdmissionWanted(string MerchantId, DoorTarget? Target, NamedMember? Shown)
{
    public required AdmissionBody Body { get; init; }
}

/// <summary>Uses tickets of one order, all that are named or none, and with them the member code that was shown.</summary>
internal sealed class AdmitOrder(AdmissionWanted wanted, KeyedRequest request) : KeyedCommand(request)
{
    private const string Reason = "not admitted";

    protected internal override string Subject => wanted.Target?.MemberId ?? wanted.Body.TicketIds[0];

    protected internal override string Actor => LedgerAccount.Merchant(wanted.MerchantId);

    protected override void NameOwn(Group group, Wanted names)
    {
        if (wanted.Target is not { } target)
        {
            return;
        }

        target.Name(group, names);
        if (wanted.Shown?.Typed is { } typed)
        {
            names.Row<TypedCodeRow>(typed);
        }

        if (MemberIn(group)?.Code is { } code)
        {
            names.Row<UsedCodeRow>(code.Nonce);
        }
    }

    protected override bool IsFound(Group group) => wanted.Target is { } target
        && target.Find(group) is not null
        && (wanted.Shown is null || MemberIn(group)!.MemberId == target.MemberId);

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var target = wanted.Target!;
        if (RefuseCode(group, moment.Now) is { } codeRefusal)
        {
            return Refuse(codeRefusal);
        }

        var (row, slot, body) = (target.Find(group)!, target.FindSlot(group), wanted.Body);
        var admission = new Admission(
            row.ToOrder(slot, target.Content), body.TicketIds, new Door(body.VenueId, body.SlotId), target.Content.Admits)
        {
            People = body.People,
            Document = body.DocumentKind,
            IsByHand = body.Manual,
            IsSlotCancelled = slot?.CancelledAt is not null,
        };
        var payment = target.PaymentIn(group);
        var outcome = AdmitTickets.Decide(admission, payment.Row?.ToRedemption(), target.AccountIn(group), moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var done = outcome.Value;
        var queue = target.Offer(group, done.Cancelled, moment.Now);
        return (StoredAnswer.Created(Show(done)), new Changes
        {
            Ledgers = [done.Ledger],
            Changed = [row.With(done.Order), .. payment.ChangedBy(done.Paid)],
            Added = [.. Used(group, moment.Now), .. Audited(done), .. OrderRedemption.AddedBy(done.Paid, Reason)],
            Counters = target.Count(group, queue, -done.Cancelled, done.Used.Count, done.People),
            Outcome = done.Paid.Redemption is { } paid ? RedemptionOutcome.Of(RedemptionStatus.Held, paid.Status) : null,
        }.With(queue, moment.Now));
    }

    private NamedMember? MemberIn(Group group) => wanted.Shown?.Typed is { } typed
        ? wanted.Shown.By(group.Find<TypedCodeRow>(typed))
        : wanted.Shown;

    private Refusal? RefuseCode(Group group, DateTimeOffset now) =>
        MemberIn(group) is { Code: { } code } member
            ? member.RefuseCode(group.Find<UsedCodeRow>(code.Nonce) is not null, now)
            : null;

    private IEnumerable<object> Used(Group group, DateTimeOffset now) =>
        MemberIn(group)?.Code is { } code ? [new UsedCodeRow { Key = code.Nonce, UsedAt = now }] : [];

    /// <summary>What nothing was shown for is found by operators.</summary>
    private IEnumerable<object> Audited(TicketsAdmitted done) => !wanted.Body.Manual
        ? []
        :
        [
            AuditRecord.By(
                Actor,
                done.Ledger.Moment.Now,
                "ticket.admitted_by_hand",
                done.Order.Id,
                new { Tickets = done.Used.Select(ticket => ticket.Id), done.People, wanted.Body.DocumentKind })
                .During(Request.Reader.RequestId),
        ];

    private static AdmissionResponse Show(TicketsAdmitted done)
    {
        var now = done.Ledger.Moment.Now;
        return new AdmissionResponse(
            done.Order.Id,
            [.. done.Used.Select(ticket => new AdmittedTicket(ticket.Id, ticket.N, ticket.Status, ticket.Use!.People))],
            done.People,
            done.Cash.Value,
            now,
            now + TakeBackAdmission.Within);
    }
}
