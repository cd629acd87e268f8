using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>A page of redemptions.</summary>
/// <param name="Data">Newest first.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="Totals">Over all pages of the period; null where no <c>from</c> or <c>to</c> was sent.</param>
public sealed record RedemptionsResponse(
    IReadOnlyList<RedemptionResponse> Data, string? NextCursor, RedemptionTotals? Totals);

internal static class ReviewingRedemptions
{
    public static void MapReviewingRedemptions(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapMerchantGroup("/v1/redemptions", "Redeeming").RequireRateLimiting(RateLimits.Merchant);
        merchant.MapGet("/{id}", GetAsync)
            .WithName("getRedemption")
            .WithSummary("Read a redemption")
            .WithDescription(
                "As of now: a hold whose time is over is `expired`. Another merchant's is 404, like none at all.")
            .ProducesProblems("not_found", "rate_limited");
        merchant.MapGet("/", ListAsync)
            .WithName("listRedemptions")
            .WithSummary("List the merchant's redemptions, newest first, with a period's totals")
            .WithDescription(
                "With `from` or `to` the totals of all captured redemptions of that period come along: a till's end of "
                + "day. `status` is as of now.")
            .ProducesProblems("validation_failed", "cursor_invalid", "rate_limited");
    }

    /// <param name="id">The redemption's id.</param>
    private static async Task<Results<Ok<RedemptionResponse>, ProblemResult>> GetAsync(
        string id, ClaimsPrincipal caller, RedemptionQueries queries, CancellationToken cancellationToken)
    {
        var redemption = await queries.FindAsync(id, caller.Id(), cancellationToken);
        return redemption is null ? new ProblemResult(Problem.NotFound) : TypedResults.Ok(redemption);
    }

    private static async Task<Ok<RedemptionsResponse>> ListAsync(
        [AsParameters] RedemptionFilter filter,
        ClaimsPrincipal caller,
        PageRequest page,
        MerchantRedemptions redemptions,
        RedemptionQueries queries,
        ReferenceData reference,
        CancellationToken cancellationToken)
    {
        var period = Period.Read(filter.From, filter.To, reference.Programme.Calendar);
        var rows = await redemptions.AmongAsync(caller.Id(), filter, period, cancellationToken);
        var shown = await queries.PageOfAsync(rows, page, cancellationToken);
        var totals = filter.From is null && filter.To is null
            ? null
            : await MerchantRedemptions.TotalsOfAsync(rows, cancellationToken);
        return TypedResults.Ok(new RedemptionsResponse(shown.Data, shown.NextCursor, totals));
    }
}
