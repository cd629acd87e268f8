using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Members.ReviewingPoints;

internal static class ReviewingPurchases
{
    public static void MapReviewingOwnPurchases(this IEndpointRouteBuilder routes) =>
        routes.MapMemberGroup("/v1/member/redemptions", "Reviewing points").MapGet("/", ListOwnAsync)
            .WithName("listMemberRedemptions")
            .WithSummary("List the member's purchases with points, newest first")
            .WithDescription("At all merchants, with what was refunded.")
            .ProducesProblems("validation_failed", "cursor_invalid");

    private static async Task<Ok<Page<MemberRedemption>>> ListOwnAsync(
        ClaimsPrincipal caller,
        PageRequest page,
        RewardsDb db,
        RedemptionQueries queries,
        Names names,
        CancellationToken cancellationToken)
    {
        var id = caller.Id();
        var shown = await queries.PageOfAsync(db.RedemptionsOf(id), page, cancellationToken);
        var found = await names.FindAsync(shown.Data.Select(one => one.MerchantId), cancellationToken);
        return TypedResults.Ok(new Page<MemberRedemption>(
            [.. shown.Data.Select(one => new MemberRedemption(one) { MerchantName = found[one.MerchantId] })],
            shown.NextCursor));
    }
}
