using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Merchants.Refunding;

/// <summary>Filters of a list of refunds, as sent.</summary>
/// <param name="From">A business date (the whole day) or an instant; by <c>at</c>.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>at</c>.</param>
public sealed record RefundFilter(
    [property: FromQuery(Name = "from")] string? From, [property: FromQuery(Name = "to")] string? To);

internal static class ReviewingRefunds
{
    public static void MapReviewingRefunds(this IEndpointRouteBuilder routes) =>
        routes.MapMerchantGroup("/v1/refunds", "Refunding")
            .MapGet("/", ListAsync)
            .WithName("listRefunds")
            .WithSummary("List the merchant's refunds, newest first")
            .WithDescription("By the day on which they were made, whenever the purchase was.")
            .RequireRateLimiting(RateLimits.Merchant)
            .ProducesProblems("validation_failed", "cursor_invalid", "rate_limited");

    private static async Task<Ok<Page<RefundResponse>>> ListAsync(
        [AsParameters] RefundFilter filter,
        ClaimsPrincipal caller,
        PageRequest page,
        RewardsDb db,
        ReferenceData reference,
        CancellationToken cancellationToken)
    {
        var merchantId = caller.Id();

        // Ids are made when points come back, so that a period is a range of them.
        var (first, end) = Period.Read(filter.From, filter.To, reference.Programme.Calendar).Ids(TypeId.Refund);
        var refunds = db.Refunds
            .Where(refund => refund.MerchantId == merchantId)
            .Where(refund => refund.Id.CompareTo(first) >= 0 && refund.Id.CompareTo(end) < 0);
        var rows = await page.NewestFirst(refunds, refund => refund.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(page.Of(rows, RefundResponse.From, row => row.Id));
    }
}
