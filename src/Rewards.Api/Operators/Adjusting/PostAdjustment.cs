using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Adjusting;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Operators.Adjusting;

/// <summary>
/// An operator gives or withdraws points. A large adjustment waits for a second person and moves nothing.
/// </summary>
/// <param name="body">What is asked for.</param>
/// <param name="requestedBy">The operator, as audit records name them, and the names for the answer.</param>
/// <param name="request">The request's identity.</param>
public sealed class PostAdjustment(
    AdjustmentBody body, (string Actor, NamesFound Names) requestedBy, KeyedRequest request)
    : KeyedCommand(request)
{
    protected internal override string Subject => body.MemberId;

    protected internal override string Actor => requestedBy.Actor;

    protected override void NameOwn(Group group, Wanted wanted) => wanted.Account(body.MemberId);

    protected override bool IsFound(Group group) => group.FindAccount(body.MemberId) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var now = moment.Now;
        var adjustment = new Adjustment(TypeId.New(TypeId.Adjustment, now), body.Points, body.Note);
        if (Adjust.NeedsApproval(adjustment, moment))
        {
            var pending = Row(adjustment, AdjustmentStatus.PendingApproval, now);
            return (
                StoredAnswer.Accepted(AdjustmentResponse.From(pending, requestedBy.Names, null)),
                Written(pending, []));
        }

        var outcome = Adjust.Decide(adjustment, group.FindAccount(body.MemberId)!, moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var posted = Row(adjustment, AdjustmentStatus.Posted, now);
        var balance = outcome.Value.Account.Available.Value;
        return (
            StoredAnswer.Created(
                AdjustmentResponse.From(posted, requestedBy.Names, balance),
                $"/v1/operator/members/{body.MemberId}/entries"),
            Written(posted, [outcome.Value]));
    }

    private AdjustmentRow Row(Adjustment adjustment, AdjustmentStatus status, DateTimeOffset now) => new()
    {
        MemberId = body.MemberId,
        Id = adjustment.Id,
        Points = body.Points,
        ReasonCode = body.ReasonCode,
        Note = body.Note,
        Status = status,
        RequestedBy = requestedBy.Actor,
        RequestedAt = now,
    };

    private Changes Written(AdjustmentRow row, IReadOnlyList<LedgerChange> ledgers) => new()
    {
        Ledgers = ledgers,
        Added =
        [
            row,
            AuditRecord.By(requestedBy.Actor, row.RequestedAt, "adjustment." + WireName.Of(row.Status), row.Id, body)
                .During(Request.Reader.RequestId),
        ],
    };
}
