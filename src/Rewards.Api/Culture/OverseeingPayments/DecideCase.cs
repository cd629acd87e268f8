using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.OverseeingPayments;

/// <summary>What an operator does about a case.</summary>
/// <param name="Actor">The operator, as audit records name them.</param>
/// <param name="CaseId">Which.</param>
/// <param name="Act">For the audit record: resolve, approve or reject.</param>
internal sealed record CaseWish(string Actor, string CaseId, string Act)
{
    /// <summary>Whose order it is about; null: there is no such case.</summary>
    public string? MemberId { get; init; }

    /// <summary>Why; null: it was said before.</summary>
    public string? Reason { get; init; }

    /// <summary>What becomes of the case.</summary>
    public required Func<PaymentCase, DateTimeOffset, Outcome<PaymentCase>> Decide { get; init; }
}

/// <summary>Does what two operators decide about money: what they agree on follows in the same command.</summary>
internal sealed class DecideCase(CaseWish wish, KeyedRequest request) : KeyedCommand(request)
{
    /// <summary>Whether cash goes back by it.</summary>
    public bool GivesCashBack { get; private set; }

    protected internal override string Subject => wish.MemberId ?? wish.CaseId;

    protected internal override string Actor => wish.Actor;

    protected override void NameOwn(Group group, Wanted names)
    {
        if (wish.MemberId is not { } member)
        {
            return;
        }

        names.Account(member);
        names.Row<PaymentCaseRow>(member, wish.CaseId);
        if (Find(group) is { } found)
        {
            RowsOf(found).Name(group, names);
            names.Rows(PayingRows.CasesOfOrder, member, found.OrderId);
            if (found.RefundId is { } refund)
            {
                names.Row<CashRefundRow>(member, refund);
            }
        }
    }

    protected override bool IsFound(Group group) => Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var row = Find(group)!;
        var change = LedgerChange.Open(RowsOf(row).Account(group), moment);
        var now = change.Moment.Now;
        var outcome = wish.Decide(row.ToCase(), now);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var after = row.With(outcome.Value);
        var (changed, added) = after.Status == PaymentCaseStatus.Resolved ? Following(after, group, now) : ([], []);
        GivesCashBack = after is { Status: PaymentCaseStatus.Resolved, Decision: CaseDecision.Refund or CaseDecision.Retry };
        var body = PaymentCaseResponse.From(after);
        return (
            after.Status == PaymentCaseStatus.PendingApproval
                ? StoredAnswer.Accepted(body, OverseeingPaymentsEndpoints.PathOf(row.Id))
                : StoredAnswer.Ok(body),
            new Changes { Ledgers = [change], Changed = [after, .. changed], Added = [.. added, Audited(row, after, now)] });
    }

    /// <summary>What follows of what two operators agreed on.</summary>
    private static (object[] Changed, object[] Added) Following(PaymentCaseRow agreed, Group group, DateTimeOffset now) =>
        agreed.Decision switch
        {
            CaseDecision.Refund => ([], [CashRefundRow.From(AllOf(agreed, now), agreed.MemberId)]),
            CaseDecision.Retry => ([Again(agreed, group, now)], []),
            CaseDecision.Won => (Freed(agreed, group), []),
            _ => ([], []),
        };

    private static CashRefund AllOf(PaymentCaseRow agreed, DateTimeOffset now) => new()
    {
        Id = TypeId.New(TypeId.CashRefund, now),
        OrderId = agreed.OrderId,
        AttemptId = agreed.AttemptId,
        Amount = new Fen(agreed.AmountFen),
        Cause = RefundCause.Operator,
        CreatedAt = now,
    };

    private static CashRefundRow Again(PaymentCaseRow agreed, Group group, DateTimeOffset now)
    {
        var row = group.Find<CashRefundRow>(agreed.MemberId, agreed.RefundId!)
            ?? throw new LedgerException($"Refund {agreed.RefundId} is not there.");
        return row.With(row.ToRefund().Again(), now);
    }

    private static object[] Freed(PaymentCaseRow agreed, Group group)
    {
        var rows = RowsOf(agreed);
        var order = rows.Find(group) ?? throw new LedgerException($"Order {agreed.OrderId} is not there.");
        var cases = group.FindAll(PayingRows.CasesOfOrder, rows.MemberId, rows.OrderId);
        var (before, all) = (order.ToOrder(), cases.Select(one => (one.Id == agreed.Id ? agreed : one).ToCase()));
        var after = SettleDispute.Freed(before, all);
        return after == before ? [] : [order.With(after)];
    }

    private PaymentCaseRow? Find(Group group) =>
        wish.MemberId is { } member ? group.Find<PaymentCaseRow>(member, wish.CaseId) : null;

    private static PayingRows RowsOf(PaymentCaseRow found) => new(found.MemberId, found.OrderId);

    private AuditRow Audited(PaymentCaseRow before, PaymentCaseRow after, DateTimeOffset now) => AuditRecord.By(
        wish.Actor,
        now,
        "payment_case." + wish.Act,
        before.Id,
        new { after.OrderId, Decision = after.Decision ?? before.Decision, Reason = wish.Reason ?? after.Reason })
        .During(Request.Reader.RequestId);
}
