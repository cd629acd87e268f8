using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// Turns requests away at the door while every lane's queue is full. Reading, checking and refusing them later costs
/// more than what they ask for, and would take it from those that are served.
/// </summary>
internal static class Overload
{
    public static Task TurnAway(HttpContext context, RequestDelegate next) =>
        MovesPoints(context) && context.RequestServices.GetRequiredService<LedgerWriter>().IsFull
            ? Problem.Of("overloaded", UnavailableException.Overloaded().Message).WriteAsync(context)
            : next(context);

    private static bool MovesPoints(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<NeedsIdempotencyKey>() is not null;
}
