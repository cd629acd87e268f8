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

/// <summary>Somebody's decision about an adjustment that waits.</summary>
/// <param name="Id">Which.</param>
/// <param name="Actor">Who decides, as audit records name them.</param>
/// <param name="Names">For the answer.</param>
public sealed record AdjustmentDecision(string Id, string Actor, NamesFound Names);

/// <summary>Ends the waiting of an adjustment, once.</summary>
public abstract class DecideAdjustment(AdjustmentDecision decision, KeyedRequest request) : KeyedCommand(request)
{
    protected internal sealed override string Subject => decision.Id;

    protected internal sealed override string Actor => decision.Actor;

    protected AdjustmentDecision Decision => decision;

    /// <summary>Whether the one who asked may do this; everybody else may not. Or the other way round.</summary>
    protected abstract bool IsForRequester { get; }

    protected sealed override void NameOwn(Group group, Wanted wanted)
    {
        wanted.Row<AdjustmentIndexRow>(decision.Id);
        if (group.Find<AdjustmentIndexRow>(decision.Id) is { MemberId: var memberId })
        {
            wanted.Account(memberId);
            wanted.Row<AdjustmentRow>(memberId, decision.Id);
        }
    }

    protected sealed override bool IsFound(Group group) => group.Find<AdjustmentIndexRow>(decision.Id) is not null;

    protected sealed override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var memberId = group.Find<AdjustmentIndexRow>(decision.Id)!.MemberId;
        var row = group.Find<AdjustmentRow>(memberId, decision.Id)
            ?? throw new LedgerException($"Adjustment {decision.Id} is indexed but not there.");
        var account = group.FindAccount(memberId)
            ?? throw new LedgerException($"Member {memberId} has no account.");
        if (!AskedFor.HashOf(row).AsSpan().SequenceEqual(row.Asked))
        {
            throw new LedgerException($"Adjustment {decision.Id} is not what was asked for.");
        }

        return RefuseDecider(row, moment.Now) is { } refusal ? Refuse(refusal) : End(row, account, moment);
    }

    /// <summary>What becomes of the adjustment, and of the account.</summary>
    protected abstract Outcome<(AdjustmentRow Row, LedgerChange Ledger)> Decide(
        AdjustmentRow row, Account account, Moment moment);

    private (StoredAnswer Answer, Changes Changes) End(AdjustmentRow row, Account account, Moment moment)
    {
        var outcome = Decide(row, account, moment);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var at = outcome.Value.Ledger.Moment.Now;
        var ended = outcome.Value.Row with { DecidedBy = decision.Actor, DecidedAt = at };
        return (
            StoredAnswer.Ok(AdjustmentResponse.From(ended, decision.Names, at)),
            new Changes
            {
                Ledgers = [outcome.Value.Ledger],
                Changed = [ended],
                Added =
                [
                    AuditRecord.By(
                        decision.Actor,
                        at,
                        "adjustment." + WireName.Of(ended.Status),
                        ended.Id,
                        new { ended.RequestedBy, ended.Points, Reason = ended.DecisionReason })
                        .During(Request.Reader.RequestId),
                ],
            });
    }

    private Refusal? RefuseDecider(AdjustmentRow row, DateTimeOffset now)
    {
        var status = row.StatusAt(now);
        return IsForRequester != (row.RequestedBy == decision.Actor)
            ? new Refusal(
                IsForRequester ? "not_own_request" : "own_request",
                IsForRequester ? "Only who asked for it can take it back." : "Another person must decide.")
            : status != AdjustmentStatus.PendingApproval
                ? new Refusal("adjustment_not_pending", "The adjustment does not wait for a decision any more.")
                {
                    Facts = new Dictionary<string, object> { ["adjustment_status"] = status },
                }
            : null;
    }
}

/// <summary>Moves the points, by the rules as they are now.</summary>
public sealed class ApproveAdjustment(AdjustmentDecision decision, KeyedRequest request)
    : DecideAdjustment(decision, request)
{
    protected override bool IsForRequester => false;

    protected override Outcome<(AdjustmentRow Row, LedgerChange Ledger)> Decide(
        AdjustmentRow row, Account account, Moment moment)
    {
        var outcome = Adjust.Decide(new Adjustment(row.Id, row.Points, row.Note), account, moment);
        return outcome.Refusal is { } refusal
            ? refusal
            : (row with
            {
                Status = AdjustmentStatus.Posted,
                Balance = outcome.Value.Account.Available.Value,
            }, outcome.Value);
    }
}

/// <summary>Says no. Nothing moves.</summary>
public sealed class RejectAdjustment(AdjustmentDecision decision, string reason, KeyedRequest request)
    : DecideAdjustment(decision, request)
{
    protected override bool IsForRequester => false;

    protected override Outcome<(AdjustmentRow Row, LedgerChange Ledger)> Decide(
        AdjustmentRow row, Account account, Moment moment) =>
        (row with { Status = AdjustmentStatus.Rejected, DecisionReason = reason },
            LedgerChange.Open(account, moment));
}

/// <summary>Takes one's own request back. Nothing moves.</summary>
public sealed class WithdrawAdjustment(AdjustmentDecision decision, KeyedRequest request)
    : DecideAdjustment(decision, request)
{
    protected override bool IsForRequester => true;

    protected override Outcome<(AdjustmentRow Row, LedgerChange Ledger)> Decide(
        AdjustmentRow row, Account account, Moment moment) =>
        (row with { Status = AdjustmentStatus.Withdrawn }, LedgerChange.Open(account, moment));
}
