using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Adjusting;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Operators.Adjusting;

/// <summary>
/// An operator gives or withdraws points. One beyond what a person may do alone on a day waits for a second person and
/// moves nothing.
/// </summary>
/// <param name="body">What is asked for.</param>
/// <param name="requestedBy">The operator, as audit records name them, and the names for the answer.</param>
/// <param name="request">The request's identity.</param>
public sealed class PostAdjustment(
    AdjustmentBody body, (string Actor, NamesFound Names) requestedBy, KeyedRequest request)
    : KeyedCommand(request)
{
    /// <summary>A member's adjustments that one person posted alone on one date: each is at least one point.</summary>
    private static readonly RowSet<AdjustmentRow> OfOperatorDay = new(row => row.OperatorDay, most: 10_000);

    protected internal override string Subject => body.MemberId;

    protected internal override string Actor => requestedBy.Actor;

    protected override void NameOwn(Group group, Wanted wanted)
    {
        var day = DayOf(group.Began);
        wanted.Account(body.MemberId);
        wanted.Row<OperatorDayRow>(day);
        wanted.Rows(OfOperatorDay, body.MemberId, day);
    }

    protected override bool IsFound(Group group) => group.FindAccount(body.MemberId) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var account = group.FindAccount(body.MemberId)!;
        var adjustment = new Adjustment(TypeId.New(TypeId.Adjustment, moment.Now), body.Points, body.Note);
        var day = group.Find<OperatorDayRow>(DayOf(moment)) ?? new OperatorDayRow
        {
            Key = DayOf(moment),
            Taken = 0,
            Most = moment.Programme.Adjusting.AloneInAll.Value,
        };
        var forMember = group.FindAll(OfOperatorDay, body.MemberId, day.Key).Sum(row => Math.Abs(row.Points));
        return Adjust.NeedsApproval(
            adjustment,
            new AdjustedAlone(new Points(forMember), new Points(day.Taken)),
            moment.Programme.Adjusting with { AloneInAll = new Points(day.Most) })
            ? Wait(adjustment, LedgerChange.Open(account, moment))
            : Post(adjustment, account, day, moment);
    }

    private (StoredAnswer Answer, Changes Changes) Wait(Adjustment adjustment, LedgerChange unmoved)
    {
        var row = Row(adjustment, AdjustmentStatus.PendingApproval, unmoved.Moment.Now);
        return (
            StoredAnswer.Accepted(
                AdjustmentResponse.From(row, requestedBy.Names, row.RequestedAt), AdjustmentPaths.Of(row.Id)),
            Written(row, unmoved));
    }

    private (StoredAnswer Answer, Changes Changes) Post(
        Adjustment adjustment, Account account, OperatorDayRow day, Moment moment)
    {
        var outcome = Adjust.Decide(adjustment, account, moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var row = Row(adjustment, AdjustmentStatus.Posted, moment.Now) with
        {
            OperatorDay = day.Key,
            Balance = outcome.Value.Account.Available.Value,
        };
        return (
            StoredAnswer.Created(
                AdjustmentResponse.From(row, requestedBy.Names, moment.Now), AdjustmentPaths.Of(row.Id)),
            Written(row, outcome.Value) with { Counters = [new CounterChange(day, adjustment.Size.Value)] });
    }

    private string DayOf(Moment moment) => OperatorDayRow.KeyOf(requestedBy.Actor, moment.Today);

    private AdjustmentRow Row(Adjustment adjustment, AdjustmentStatus status, DateTimeOffset now)
    {
        var row = new AdjustmentRow
        {
            MemberId = body.MemberId,
            Id = adjustment.Id,
            Points = body.Points,
            ReasonCode = body.ReasonCode,
            Note = body.Note,
            Status = status,
            RequestedBy = requestedBy.Actor,
            RequestedAt = now,
            Asked = [],
        };
        return row with { Asked = AskedFor.HashOf(row) };
    }

    private Changes Written(AdjustmentRow row, LedgerChange ledger) => new()
    {
        Ledgers = [ledger],
        Added =
        [
            row,
            new AdjustmentIndexRow { Key = row.Id, MemberId = row.MemberId },
            AuditRecord.By(requestedBy.Actor, row.RequestedAt, "adjustment." + WireName.Of(row.Status), row.Id, body)
                .During(Request.Reader.RequestId),
        ],
    };
}
