using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>Writes down what the provider said of a dispute, and freezes its order. Answers whether it is a new one.</summary>
internal sealed class RecordDispute(PayingRows rows, string attemptId, DisputeReport report) : LedgerCommand<bool>
{
    protected internal override string Subject => rows.MemberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted)
    {
        rows.Name(group, wanted);
        wanted.Rows(PayingRows.CasesOfOrder, rows.MemberId, rows.OrderId);
    }

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var order = rows.Find(group) ?? throw new LedgerException($"Order {rows.OrderId} is not there.");
        var attempt = rows.Attempts(group).Single(one => one.Id == attemptId);
        var known = group.FindAll(PayingRows.CasesOfOrder, rows.MemberId, rows.OrderId).FirstOrDefault(one => one.DisputeId == report.Id);
        var change = LedgerChange.Open(rows.Account(group), moment);
        var now = change.Moment.Now;
        var (before, was) = (order.ToOrder(), known?.ToCase());
        var done = SettleDispute.Decide(before, attempt.ToAttempt(), was, report, (TypeId.New(TypeId.PaymentCase, now), now));
        return done.Case == was
            ? (false, Changes.None)
            : (known is null, new Changes
            {
                Ledgers = [change],
                Changed =
                [
                    .. known is null ? Array.Empty<object>() : [known.With(done.Case)],
                    .. done.Order == before ? Array.Empty<object>() : [order.With(done.Order)],
                ],
                Added = known is null ? [PaymentCaseRow.From(done.Case, rows.MemberId)] : [],
            });
    }
}
