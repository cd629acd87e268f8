using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>Writes down what the provider said of a refund. Answers how it stands then.</summary>
internal sealed class SettleRefund(string memberId, string refundId, RefundReport report) : LedgerCommand<CashRefundState>
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    protected internal override string Subject => memberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted)
    {
        wanted.Account(memberId);
        wanted.Row<CashRefundRow>(memberId, refundId);
    }

    protected override (CashRefundState Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var row = group.Find<CashRefundRow>(memberId, refundId) ?? throw new LedgerException($"Refund {refundId} is not there.");
        var before = row.ToRefund();
        var after = before.With(report.Id, report.State, report.Try);
        if (after.State == before.State && after.ProviderId == before.ProviderId && after.State != CashRefundState.Pending)
        {
            return (row.State, Changes.None);
        }

        var account = group.FindAccount(memberId) ?? throw new LedgerException($"Member {memberId} has no account.");
        var change = LedgerChange.Open(account, moment);
        return (after.State, new Changes
        {
            Ledgers = [change],
            Changed = [row.With(after, change.Moment.Now + LookAgain)],
            Added = after.State == CashRefundState.Failed ? [PaymentCaseRow.From(FailedNow(after, change.Moment.Now), memberId)] : [],
        });
    }

    private static PaymentCase FailedNow(CashRefund refund, DateTimeOffset now) => new()
    {
        Id = TypeId.New(TypeId.PaymentCase, now),
        Kind = PaymentCaseKind.RefundFailed,
        OrderId = refund.OrderId,
        AttemptId = refund.AttemptId,
        RefundId = refund.Id,
        Amount = refund.Amount,
        OpenedAt = now,
    };
}
