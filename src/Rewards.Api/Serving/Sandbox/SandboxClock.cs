using System.Globalization;
using Microsoft.Extensions.Options;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.Sandbox.Stripe;
using Rewards.Domain;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>Moves the sandbox's clock, for all processes on its database.</summary>
internal sealed class SandboxClock(IOptions<StripeOptions> stripe, LedgerWriter writer, Clock clock, ReferenceData reference)
{
    private const int LastYear = 2100;

    /// <summary>Stripe's own clock can't be moved.</summary>
    public bool CanBeMoved => FakeStripe.IsMeantBy(stripe.Value);

    /// <returns>Why it was not moved; null: it was.</returns>
    public async Task<ProblemResult?> MoveAsync(MoveClockBody body)
    {
        if (!CanBeMoved)
        {
            return new ProblemResult(Problem.Of("clock_of_stripe"));
        }

        if (await writer.RunAsync(db => Move(db, body)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        reference.Refresh();
        return null;
    }

    private Refusal? Move(RewardsDb db, MoveClockBody body)
    {
        var now = clock.GetUtcNow();
        var target = body.Now ?? now.AddSeconds(body.AdvanceSeconds!.Value);
        if (target < now || target.Year > LastYear)
        {
            return new Refusal(
                "clock_moves_forward_only",
                $"It is {now:O}; the clock moves forward, at most to the year {LastYear}.",
                $"现在是 {now:O}；时钟只能前进，最晚到 {LastYear} 年。");
        }

        var offset = clock.Offset + (target - now);
        ServiceState.Set(
            db,
            ServiceState.SandboxClockOffset,
            ((long)offset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        ServiceState.RaiseReferenceVersion(db);
        return null;
    }
}
