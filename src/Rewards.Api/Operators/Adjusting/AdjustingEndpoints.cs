using System.ComponentModel.DataAnnotations;
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

/// <param name="Id" example="adj_01m6a6ft00e5q8d2vk5m3t7b9c">The adjustment's id.</param>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Whose points.</param>
/// <param name="MemberName" example="会员7K2Q">What the member is called.</param>
/// <param name="Points" example="520">Signed.</param>
/// <param name="ReasonCode" example="goodwill">Why.</param>
/// <param name="Note" example="Welcome to the reading week">What the member reads.</param>
/// <param name="Status" example="posted">Whether the points moved, or wait for a second person.</param>
/// <param name="RequestedBy" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9c">Who asked for it.</param>
/// <param name="RequestedByName" example="op_test_operator">What that operator is called.</param>
/// <param name="RequestedAt">When (UTC).</param>
/// <param name="Balance" example="820">The member's available points afterwards; null while nothing moved.</param>
public sealed record AdjustmentResponse(
    string Id,
    string MemberId,
    string? MemberName,
    long Points,
    AdjustmentReason ReasonCode,
    string Note,
    AdjustmentStatus Status,
    string RequestedBy,
    string? RequestedByName,
    DateTimeOffset RequestedAt,
    long? Balance)
{
    internal static AdjustmentResponse From(AdjustmentRow row, NamesFound names, long? balance) => new(
        row.Id,
        row.MemberId,
        names[row.MemberId],
        row.Points,
        row.ReasonCode,
        row.Note,
        row.Status,
        row.RequestedBy,
        names[row.RequestedBy],
        row.RequestedAt,
        balance);
}

internal static class AdjustingEndpoints
{
    public static void MapAdjusting(this IEndpointRouteBuilder routes) =>
        routes.MapOperatorGroup("/v1/operator/adjustments", "Adjusting")
            .MapPost("/", AdjustAsync)
            .WithName("adjust")
            .WithSummary("Give points to a member, or withdraw some")
            .WithExample(new AdjustmentBody(
                DemoCredentials.MemberId, 520, AdjustmentReason.Goodwill, "Welcome to the reading week"))
            .WithDescription("A large adjustment (the programme says from where on) waits for a second person: 202, "
                + "and nothing moves.")
            .Produces<AdjustmentResponse>(StatusCodes.Status201Created)
            .Produces<AdjustmentResponse>(StatusCodes.Status202Accepted)
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "insufficient_points", "balance_limit_exceeded");

    private static async Task<StoredAnswer> AdjustAsync(
        AdjustmentBody body,
        HttpContext context,
        KeyedRequest request,
        LedgerWriter writer,
        Names names)
    {
        var actor = context.User.Actor();
        var found = await names.FindAsync([actor, body.MemberId], context.RequestAborted);
        return await writer.SubmitAsync(
            new PostAdjustment(body, (actor, found), request));
    }
}
