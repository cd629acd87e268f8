using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>Takes a hold.</summary>
/// <param name="target">The redemption.</param>
/// <param name="points">How many of the held points; null: all of them.</param>
/// <param name="request">The request's identity.</param>
public sealed class CaptureRedemption(RedemptionTarget target, Points? points, KeyedRequest request)
    : RedemptionCommand(target, request)
{
    protected override (StoredAnswer Answer, Changes Changes) Decide(
        Redemption redemption, Account account, Moment moment)
    {
        var outcome = Capture.Decide(redemption, points, account, moment);
        return outcome.Refusal is { } refusal
            ? RefuseRedemption(refusal)
            : RedemptionAnswers.Changed(outcome.Value);
    }
}

/// <summary>Gives a hold back.</summary>
public sealed class ReleaseRedemption(RedemptionTarget target, KeyedRequest request)
    : RedemptionCommand(target, request)
{
    protected override (StoredAnswer Answer, Changes Changes) Decide(
        Redemption redemption, Account account, Moment moment)
    {
        var outcome = Release.Decide(redemption, account, moment);
        return outcome.Refusal is { } refusal
            ? RefuseRedemption(refusal)
            : RedemptionAnswers.Changed(outcome.Value);
    }
}

internal static class RedemptionAnswers
{
    public static (StoredAnswer Answer, Changes Changes) Changed(RedemptionChange change) => (
        StoredAnswer.Ok(RedemptionResponse.From(change.Redemption, [], change.Ledger.Moment.Now)),
        new Changes { Ledgers = [change.Ledger], Redemptions = [change.Redemption] });
}
