using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Culture.Waiting;

/// <summary>Members wait for places of a full slot.</summary>
internal static class WaitingEndpoints
{
    public static void AddWaiting(this IServiceCollection services) => services.AddScoped<WaitingReader>();

    public static void MapWaiting(this IEndpointRouteBuilder routes)
    {
        var waiting = routes.MapMemberGroup("/v1/member/waiting", "Ordering");
        waiting.MapPost("/", JoinAsync)
            .WithName("joinQueue")
            .WithSummary("Wait for places of a full slot")
            .WithDescription(
                "A place that is given back is kept for the first who waits for so many, for two hours or half of the time that is "
                + "left, whichever is less: a notice says so, and an order for the slot takes it. At most 200 wait for one slot.")
            .WithExample(new WaitingBody("slt_01m6a6ft00e8cr5n3j7k2q9w4x", 1))
            .Produces<WaitingResponse>(StatusCodes.Status201Created)
            .RequireRateLimiting(RateLimits.Orders)
            .RequireIdempotencyKey()
            .ProducesProblems(
                "validation_failed", "not_found", "not_open", "booking_closed", "booking_blocked", "person_limit", "already_waiting",
                "places_left", "waiting_full");
        waiting.MapGet("/", ListAsync)
            .WithName("listWaiting")
            .WithSummary("List what the member waits or waited for, newest first")
            .WithDescription("Each with its place in the queue, and until when places are kept.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        waiting.MapDelete("/{id}", LeaveAsync)
            .WithName("leaveQueue")
            .WithSummary("Wait no more")
            .WithDescription("What was offered goes to the next. Doing it again changes nothing.")
            .Produces(StatusCodes.Status204NoContent)
            .RequireRateLimiting(RateLimits.Orders)
            .ProducesProblems("not_found");
    }

    private static async Task<StoredAnswer> JoinAsync(
        WaitingBody body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        WaitingReader reader,
        LedgerWriter writer,
        CancellationToken cancellationToken) =>
        await writer.SubmitAsync(new WaitForPlaces(await reader.ReadAsync(caller.Id(), body, cancellationToken), request));

    private static async Task<Ok<Page<WaitingResponse>>> ListAsync(
        ClaimsPrincipal caller, PageRequest page, WaitingReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.PageOfAsync(caller.Id(), page, cancellationToken));

    /// <param name="id" example="wtg_01m6a6ft00e8cr5n3j7k2q9w4x">The entry's id.</param>
    private static async Task<Results<NoContent, ProblemResult>> LeaveAsync(
        string id, ClaimsPrincipal caller, WaitingReader reader, LedgerWriter writer, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(caller.Id(), id, cancellationToken) is not { } entry)
        {
            return new ProblemResult(Problem.NotFound);
        }

        await writer.SubmitAsync(new LeaveQueue(entry));
        return TypedResults.NoContent();
    }
}
