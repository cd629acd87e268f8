using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ReviewingProgramme;

/// <param name="Version" example="1">From 1, rising; a published version never changes.</param>
/// <param name="PublishedAt">When it came into force (UTC).</param>
/// <param name="Document">All rules, each with its source or marked as an assumption with its reason.</param>
public sealed record ProgrammeResponse(int Version, DateTimeOffset PublishedAt, JsonElement Document)
{
    internal static ProgrammeResponse From(ProgrammeVersionRow row) =>
        new(row.Version, row.PublishedAt, JsonElement.Parse(row.Document));
}

internal static class ReviewingProgrammeEndpoints
{
    public static void MapReviewingProgramme(this IEndpointRouteBuilder routes)
    {
        var programme = routes.MapOperatorGroup("/v1/operator/programme", "Reviewing the programme");
        programme.MapGet("/", CurrentAsync)
            .WithName("getProgramme")
            .WithSummary("Read the rules in force")
            .WithDescription("Each rule names its source, or says that it is assumed and why.");
        programme.MapGet("/versions", VersionsAsync)
            .WithName("listProgrammeVersions")
            .WithSummary("List every published version of the rules, newest first")
            .WithDescription(
                "A published version never changes; each entry of the ledger names the one that applied.")
            .ProducesProblems("validation_failed", "cursor_invalid");
    }

    private static async Task<Ok<ProgrammeResponse>> CurrentAsync(RewardsDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(ProgrammeResponse.From(
            await db.ProgrammeVersions.OrderByDescending(row => row.Version).FirstAsync(cancellationToken)));

    private static async Task<Ok<Page<ProgrammeResponse>>> VersionsAsync(
        PageRequest page, RewardsDb db, CancellationToken cancellationToken)
    {
        var rows = await page.NewestFirst(db.ProgrammeVersions, row => (long)row.Version)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Of(
            rows,
            ProgrammeResponse.From,
            row => row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
