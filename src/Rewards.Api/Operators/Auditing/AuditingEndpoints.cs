using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.Auditing;

/// <param name="Id" example="aud_01m6a6ft00e5q8d2vk5m3t7b9c">The record's id.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Actor" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9c">
/// Who; <c>command_line</c> for acts at the server's own terminal.
/// </param>
/// <param name="ActorName" example="李四">The operator's name; null for the command line.</param>
/// <param name="Action" example="merchant_key.issued">What.</param>
/// <param name="Target" example="key_01m6a6ft00e5q8d2vk5m3t7b9c">On what.</param>
/// <param name="Detail">What was asked for, without secrets.</param>
/// <param name="RequestId">During which request; null for the command line.</param>
public sealed record AuditResponse(
    string Id,
    DateTimeOffset At,
    string Actor,
    string? ActorName,
    string Action,
    string Target,
    JsonElement Detail,
    string? RequestId)
{
    internal static AuditResponse From(AuditRow row, string? actorName) => new(
        row.Id, row.At, row.Actor, actorName, row.Action, row.Target, JsonElement.Parse(row.Detail), row.RequestId);
}

internal static class AuditingEndpoints
{
    public static void MapAuditing(this IEndpointRouteBuilder routes) =>
        routes.MapOperatorGroup("/v1/operator/audit", "Auditing")
            .MapGet("/", ListAsync)
            .WithName("listAuditRecords")
            .WithSummary("List who did what, newest first: of one actor, kind of act, target or day")
            .WithDescription("Every act of an operator or at the command line. Records are only ever added.")
            .ProducesProblems("validation_failed", "cursor_invalid");

    private static async Task<Ok<Page<AuditResponse>>> ListAsync(
        [AsParameters] AuditFilter filter,
        PageRequest page,
        RewardsDb db,
        Names names,
        ReferenceData reference,
        CancellationToken cancellationToken)
    {
        var records = filter.Among(db.AuditRecords, reference.Programme.Calendar);
        var rows = await page.NewestFirst(records, row => row.Id).ToListAsync(cancellationToken);
        var found = await names.FindAsync(rows.Select(row => row.Actor), cancellationToken);
        return TypedResults.Ok(page.Of(rows, row => AuditResponse.From(row, found[row.Actor]), row => row.Id));
    }
}
