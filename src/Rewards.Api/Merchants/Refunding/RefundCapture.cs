using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Api.Merchants.Refunding;

/// <summary>Gives back after a capture.</summary>
/// <param name="target">The redemption.</param>
/// <param name="body">How much, and why.</param>
/// <param name="request">The request's identity.</param>
public sealed class RefundCapture(RedemptionTarget target, RefundBody body, KeyedRequest request)
    : RedemptionCommand(target, request)
{
    protected override Outcome<RedemptionVerdict> Decide(Redemption redemption, Account account, Moment moment)
    {
        Fen? amount = body.AmountFen is { } fen ? new Fen(fen) : null;
        var outcome = Refund.Decide(redemption, amount, account, moment);
        if (outcome.Refusal is { } refusal)
        {
            return refusal;
        }

        var refunded = outcome.Value;
        var at = refunded.Ledger.Moment.Now;
        var row = new RefundRow
        {
            MemberId = redemption.MemberId,
            RedemptionId = redemption.Id,
            Id = TypeId.New(TypeId.Refund, at),
            MerchantId = redemption.MerchantId,
            AmountFen = refunded.Amount.Value,
            Points = refunded.Split.Points.Value,
            CashFen = refunded.Split.Cash.Value,
            Reason = body.Reason,
            At = at,
        };
        return new RedemptionVerdict(
            StoredAnswer.Created(RefundResponse.From(row), "/v1/redemptions/" + redemption.Id),
            new RedemptionChange(refunded.Redemption, refunded.Ledger),
            [row]);
    }
}
