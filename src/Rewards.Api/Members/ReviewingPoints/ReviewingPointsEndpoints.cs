using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Members.ReviewingPoints;

internal static class ReviewingPointsEndpoints
{
    public static void MapReviewingPoints(this IEndpointRouteBuilder routes)
    {
        var member = routes.MapMemberGroup("/v1/member", "Reviewing points");
        member.MapGet("/points", PointsAsync)
            .WithName("getPoints")
            .WithSummary("Read the points: spendable, held, what they are worth, and when they expire")
            .WithDescription(
                "As of this moment: what has expired by now is not spendable, whether or not a job has booked it."
                + " `earned` - `spent` - `expired` - `withdrawn` = `spendable` + `held`.");
        member.MapGet("/entries", EntriesAsync)
            .WithName("listEntries")
            .WithSummary("List every movement of the points, newest first")
            .WithDescription(
                "Each with the balance after it. Entries never change: what was wrong is put right by a new one.")
            .ProducesProblems("validation_failed", "cursor_invalid");
    }

    private static async Task<Ok<PointsResponse>> PointsAsync(
        ClaimsPrincipal caller, CurrentAccounts accounts, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(caller.Id(), cancellationToken);
        return TypedResults.Ok(PointsResponse.From(account!, accounts.Now.Programme.Rate));
    }

    private static async Task<Ok<Page<EntryResponse>>> EntriesAsync(
        ClaimsPrincipal caller, RewardsDb db, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await db.EntriesOf(caller.Id(), page).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Of(rows, EntryResponse.From, EntryQueries.Position));
    }
}
