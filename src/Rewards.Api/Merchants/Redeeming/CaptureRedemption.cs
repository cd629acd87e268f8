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
    protected override Outcome<RedemptionVerdict> Decide(Redemption redemption, Account account, Moment moment)
    {
        var outcome = Capture.Decide(redemption, points, account, moment);
        return outcome.Refusal is { } refusal ? refusal : RedemptionVerdict.Of(outcome.Value);
    }
}

/// <summary>Gives a hold back.</summary>
public sealed class ReleaseRedemption(RedemptionTarget target, KeyedRequest request)
    : RedemptionCommand(target, request)
{
    protected override Outcome<RedemptionVerdict> Decide(Redemption redemption, Account account, Moment moment)
    {
        var outcome = Release.Decide(redemption, account, moment);
        return outcome.Refusal is { } refusal ? refusal : RedemptionVerdict.Of(outcome.Value);
    }
}
