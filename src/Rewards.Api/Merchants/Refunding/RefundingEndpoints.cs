using System.Security.Claims;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;

namespace Rewards.Api.Merchants.Refunding;

internal static class RefundingEndpoints
{
    public static void MapRefunding(this IEndpointRouteBuilder routes) =>
        routes.MapMerchantGroup("/v1/redemptions/{id}/refunds", "Refunding")
            .MapPost("/", RefundAsync)
            .WithName("refundRedemption")
            .WithSummary("Give back after a capture, wholly or in parts")
            .WithExample(new { AmountFen = 4400, Reason = "Customer returned the book" })
            .WithDescription(
                "Divides the amount into points and cash pro rata. Points return to the lots they came from, or live "
                + "a week more if those are nearly over. An amount that whole points can't make up is refused with "
                + "`nearest_fen`: the nearest amounts that would do, null where there is none below.")
            .Produces<RefundResponse>(StatusCodes.Status201Created)
            .RequireScope(Scopes.Refund)
            .RequireIdempotencyKey()
            .RequireRateLimiting(RateLimits.Merchant)
            .ProducesProblems(
                "not_found", "redemption_not_captured", "refund_exceeds_capture",
                "refund_not_divisible", "redemption_of_order", "rate_limited");

    /// <param name="id">The redemption's id.</param>
    private static Task<StoredAnswer> RefundAsync(
        string id,
        RefundBody body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        LedgerWriter writer) =>
        writer.SubmitAsync(new RefundCapture(new RedemptionTarget(id, caller.Id()), body, request));
}
