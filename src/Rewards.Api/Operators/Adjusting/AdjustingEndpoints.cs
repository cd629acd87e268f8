using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.Adjusting;

/// <summary>Points to give to a member, or to withdraw.</summary>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Whose points.</param>
/// <param name="Points" example="520">
/// Signed and not 0. Negative: withdrawn, from spendable points only, the soonest to expire first.
/// </param>
/// <param name="ReasonCode" example="goodwill">Why.</param>
/// <param name="Note" example="Welcome to the reading week">
/// What the member reads beside the entry, 1 to 200 characters; may have lines.
/// </param>
public sealed record AdjustmentBody(
    [property: StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")] string MemberId,
    [property: Range(
        -Domain.Points.MostInOneOperation,
        Domain.Points.MostInOneOperation,
        ErrorMessage = "must be from -1000000000 to 1000000000")]
    [property: DeniedValues(0L, ErrorMessage = "must not be 0")] long Points,
    AdjustmentReason ReasonCode,
    [property: Text(AdjustmentRow.LongestNote), Lines] string Note);

/// <param name="Reason" example="The member was paid in cash">For the record, 1 to 200 characters; may have lines.</param>
public sealed record RejectionBody([property: Text(AdjustmentRow.LongestNote), Lines] string Reason);

internal static class AdjustingEndpoints
{
    public static void AddAdjusting(this IServiceCollection services) => services.AddScoped<AdjustmentReviews>();

    public static void MapAdjusting(this IEndpointRouteBuilder routes)
    {
        var adjustments = routes.MapOperatorGroup(AdjustmentPaths.All, "Adjusting");
        adjustments.MapPost("/", AdjustAsync)
            .WithName("adjust")
            .WithSummary("Give points to a member, or withdraw some")
            .WithExample(new AdjustmentBody(
                DemoCredentials.MemberId, 520, AdjustmentReason.Goodwill, "Welcome to the reading week"))
            .WithDescription("What one operator gives and takes on a business date is added up, for each member and in "
                + "all; one that goes beyond what the programme lets one person do waits for a second person: 202, "
                + "and nothing moves. It lapses after 24 hours.")
            .Produces<AdjustmentResponse>(StatusCodes.Status201Created)
            .Produces<AdjustmentResponse>(StatusCodes.Status202Accepted)
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "insufficient_points", "balance_limit_exceeded");
        adjustments.MapGet("/", ListAsync)
            .WithName("listAdjustments")
            .WithSummary("List adjustments, newest first: those that wait, of a member, of an operator, of a period")
            .WithDescription("`status=pending_approval` is the list of what waits for a second person.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        adjustments.MapGet("/{id}", GetAsync)
            .WithName("getAdjustment")
            .WithSummary("Read an adjustment: what was asked for, by whom, and what became of it")
            .WithDescription("An entry's `reference` leads here.")
            .ProducesProblems("not_found");
        MapDecisions(adjustments);
    }

    private static void MapDecisions(RouteGroupBuilder adjustments)
    {
        adjustments.MapPost("/{id}/approve", ApproveAsync)
            .WithName("approveAdjustment")
            .WithSummary("Agree to somebody else's adjustment: its points move")
            .WithDescription("By the rules as they are now: points that were spent meanwhile can't be withdrawn. "
                + "An empty body is `{}`.")
            .WithExample(new { })
            .Produces<AdjustmentResponse>()
            .RequireRole(Policies.OperatorApproves)
            .RequireIdempotencyKey()
            .ProducesProblems(
                "own_request", "not_found", "adjustment_not_pending", "insufficient_points", "balance_limit_exceeded");
        adjustments.MapPost("/{id}/reject", RejectAsync)
            .WithName("rejectAdjustment")
            .WithSummary("Refuse somebody else's adjustment, with a reason")
            .WithDescription("Nothing moves. Who asked reads the reason.")
            .WithExample(new RejectionBody("The member was paid in cash"))
            .Produces<AdjustmentResponse>()
            .RequireRole(Policies.OperatorApproves)
            .RequireIdempotencyKey()
            .ProducesProblems("own_request", "not_found", "adjustment_not_pending");
        adjustments.MapPost("/{id}/withdraw", WithdrawAsync)
            .WithName("withdrawAdjustment")
            .WithSummary("Take one's own adjustment back while it waits")
            .WithDescription("Nothing moves. An empty body is `{}`.")
            .WithExample(new { })
            .Produces<AdjustmentResponse>()
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("not_own_request", "not_found", "adjustment_not_pending");
    }

    private static async Task<StoredAnswer> AdjustAsync(
        AdjustmentBody body, HttpContext context, KeyedRequest request, LedgerWriter writer, Names names)
    {
        var actor = context.User.Actor();
        var found = await names.FindAsync([actor, body.MemberId], context.RequestAborted);
        return await writer.SubmitAsync(new PostAdjustment(body, (actor, found), request));
    }

    private static async Task<Ok<Page<AdjustmentResponse>>> ListAsync(
        [AsParameters] AdjustmentFilter filter,
        PageRequest page,
        AdjustmentReviews reviews,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await reviews.PageAsync(filter, page, cancellationToken));

    /// <param name="id" example="adj_01m6a6ft00e5q8d2vk5m3t7b9c">The adjustment's id.</param>
    private static async Task<Results<Ok<AdjustmentResponse>, ProblemResult>> GetAsync(
        string id, AdjustmentReviews reviews, CancellationToken cancellationToken) =>
        await reviews.FindAsync(id, cancellationToken) is { } adjustment
            ? TypedResults.Ok(adjustment)
            : new ProblemResult(Problem.NotFound);

    /// <param name="id" example="adj_01m6a6ft00e5q8d2vk5m3t7b9c">The adjustment's id.</param>
    private static async Task<StoredAnswer> ApproveAsync(
        string id,
        EmptyBody? body,
        HttpContext context,
        KeyedRequest request,
        LedgerWriter writer,
        AdjustmentReviews reviews)
    {
        _ = body;
        var decision = await reviews.DecisionAsync(id, context.User.Actor(), context.RequestAborted);
        return await writer.SubmitAsync(new ApproveAdjustment(decision, request));
    }

    /// <param name="id" example="adj_01m6a6ft00e5q8d2vk5m3t7b9c">The adjustment's id.</param>
    private static async Task<StoredAnswer> RejectAsync(
        string id,
        RejectionBody body,
        HttpContext context,
        KeyedRequest request,
        LedgerWriter writer,
        AdjustmentReviews reviews)
    {
        var decision = await reviews.DecisionAsync(id, context.User.Actor(), context.RequestAborted);
        return await writer.SubmitAsync(new RejectAdjustment(decision, body.Reason, request));
    }

    /// <param name="id" example="adj_01m6a6ft00e5q8d2vk5m3t7b9c">The adjustment's id.</param>
    private static async Task<StoredAnswer> WithdrawAsync(
        string id,
        EmptyBody? body,
        HttpContext context,
        KeyedRequest request,
        LedgerWriter writer,
        AdjustmentReviews reviews)
    {
        _ = body;
        var decision = await reviews.DecisionAsync(id, context.User.Actor(), context.RequestAborted);
        return await writer.SubmitAsync(new WithdrawAdjustment(decision, request));
    }
}
