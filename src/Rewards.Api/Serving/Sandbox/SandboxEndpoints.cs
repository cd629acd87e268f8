using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;

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
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var clock = routes.MapGroup("/sandbox/clock").WithTags("Sandbox").AllowAnonymous();
        clock.MapGet("/", (Clock now) => TypedResults.Ok(new ClockResponse(now.GetUtcNow())));
        clock.MapPost("/", MoveAsync);
        routes.MapSandboxPage();
    }

    private static async Task<Results<Ok<ClockResponse>, ProblemResult>> MoveAsync(
        MoveClockBody body, SandboxClock sandbox, Clock clock) =>
        await sandbox.MoveAsync(body) is { } problem
            ? problem
            : TypedResults.Ok(new ClockResponse(clock.GetUtcNow()));
}
