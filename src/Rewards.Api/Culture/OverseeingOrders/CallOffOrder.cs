using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.OverseeingOrders;

/// <summary>A merchant's or an operator's wish that an order does not take place.</summary>
/// <param name="Actor">Who.</param>
/// <param name="OrderId">Which.</param>
/// <param name="Body">As sent.</param>
internal sealed record CallingOff(string Actor, string OrderId, CallOffBody Body)
{
    /// <summary>Whose order it is; null: there is none, or it is another merchant's.</summary>
    public string? MemberId { get; init; }

    /// <summary>Null exactly where <see cref="MemberId"/> is.</summary>
    public SoldOrderBeside? Beside { get; init; }

    public bool IsByOperator { get; init; }
}

/// <summary>Gives an order's tickets back in full, all that were not used or those that are named, at any time.</summary>
internal sealed class CallOffOrder(CallingOff wanted, SoldOrderViews views, KeyedRequest request) : KeyedCommand(request)
{
    private readonly OrderRows rows = new(wanted.MemberId ?? "", wanted.OrderId);

    /// <summary>Whether cash goes back by it.</summary>
    public bool GivesCashBack { get; private set; }

    protected internal override string Subject => wanted.MemberId ?? wanted.OrderId;

    protected internal override string Actor => wanted.Actor;

    protected override void NameOwn(Group group, Wanted names)
    {
        if (wanted.MemberId is not null)
        {
            rows.Name(group, names);
        }
    }

    protected override bool IsFound(Group group) => wanted.MemberId is not null && rows.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var before = rows.OrderIn(group, wanted.Beside!.Content);
        var cancellation = new Cancellation(
            before, wanted.Body.TicketIds, CancellationRules.FreeUntilStart, IsInFull: true);
        var outcome = rows.Cancel(cancellation, group, moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var done = outcome.Value with { Order = outcome.Value.Order with { Reason = wanted.Body.Reason } };
        GivesCashBack = done.Cash > Fen.Zero;
        var changes = rows.Write(
            done, group, wanted.IsByOperator ? "cancelled by an operator" : "cancelled by the merchant", NoticeKind.OrderCancelled);
        return (Show(done, group), changes with { Added = [.. changes.Added, Audited(before, done)] });
    }

    private StoredAnswer Show(TicketsCancelled done, Group group)
    {
        var (beside, now) = (wanted.Beside! with { Slot = rows.FindSlot(group) }, done.Ledger.Moment.Now);
        return wanted.IsByOperator
            ? StoredAnswer.Ok(views.Review(done.Order, beside, now))
            : StoredAnswer.Ok(views.Show(done.Order, beside, now));
    }

    private AuditRow Audited(Order before, TicketsCancelled done)
    {
        var tickets = before.Tickets.Zip(done.Order.Tickets)
            .Where(pair => pair.First.Status != pair.Second.Status)
            .Select(pair => pair.First.Id);
        return AuditRecord.By(
            Actor, done.Ledger.Moment.Now, "order.cancelled", before.Id, new { Tickets = tickets, wanted.Body.Reason })
            .During(Request.Reader.RequestId);
    }
}
