using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
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

/// <param name="Now">What the service's clock says (UTC). It keeps ticking.</param>
public sealed record ClockResponse(DateTimeOffset Now);

/// <summary>One of the two.</summary>
/// <param name="AdvanceSeconds">How far to move the clock forward.</param>
/// <param name="Now">To which instant to move it.</param>
public sealed record MoveClockBody(
    [property: Range(-1_000_000_000L, 3_000_000_000L, ErrorMessage = "must be from -1000000000 to 3000000000")]
    long? AdvanceSeconds = null,
    DateTimeOffset? Now = null) : IValidatableObject
{
    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdvanceSeconds is null == Now is null)
        {
            yield return new ValidationResult("send advance_seconds or now, and not both", [nameof(AdvanceSeconds)]);
        }
    }
}

internal static class SandboxEndpoints
{
    private const int LastYear = 2100;

    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var clock = routes.MapGroup("/sandbox/clock").WithTags("Sandbox").AllowAnonymous();
        clock.MapGet("/", (Clock now) => TypedResults.Ok(new ClockResponse(now.GetUtcNow())));
        clock.MapPost("/", MoveAsync);
    }

    private static async Task<Results<Ok<ClockResponse>, ProblemResult>> MoveAsync(
        MoveClockBody body, IOptions<StripeOptions> stripe, LedgerWriter writer, Clock clock, ReferenceData reference)
    {
        if (!FakeStripe.IsMeantBy(stripe.Value))
        {
            return new ProblemResult(Problem.Of("clock_of_stripe"));
        }

        var moved = await writer.RunAsync(db => Move(db, body, clock));
        if (moved is { } refusal)
        {
            return refusal.ToProblem();
        }

        reference.Refresh();
        return TypedResults.Ok(new ClockResponse(clock.GetUtcNow()));
    }

    private static Refusal? Move(RewardsDb db, MoveClockBody body, Clock clock)
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
