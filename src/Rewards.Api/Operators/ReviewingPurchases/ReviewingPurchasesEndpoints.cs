using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Operators.ReviewingPurchases;

/// <summary>Which purchases are wanted; each left out: any.</summary>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Who bought.</param>
/// <param name="MerchantId" example="mch_01m6a6ft00f9v80z9fwvfeamgy">Who sold.</param>
/// <param name="OrderNo" example="2026-000017">The merchant's own number; several merchants may use the same.</param>
/// <param name="From">A business date (the whole day) or an instant; by <c>held_at</c>.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>held_at</c>.</param>
public sealed record PurchaseFilter(
    [property: FromQuery(Name = "member_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? MemberId,
    [property: FromQuery(Name = "merchant_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? MerchantId,
    [property: FromQuery(Name = "order_no")]
    [property: StringLength(64, ErrorMessage = "must have at most 64 characters")]
    string? OrderNo,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To);

internal static class ReviewingPurchasesEndpoints
{
    public static void AddReviewingPurchases(this IServiceCollection services) => services.AddScoped<PurchaseReviews>();

    public static void MapReviewingPurchases(this IEndpointRouteBuilder routes)
    {
        var redemptions = routes.MapOperatorGroup("/v1/operator/redemptions", "Reviewing purchases");
        redemptions.MapGet("/", ListAsync)
            .WithName("reviewRedemptions")
            .WithSummary("Find purchases by member, merchant, order number or period, newest first")
            .WithDescription("As their merchant reads them, with who bought and the names beside the ids.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        redemptions.MapGet("/{id}", GetAsync)
            .WithName("reviewRedemption")
            .WithSummary("Read a purchase: limits, points, cash, refunds, and who bought")
            .WithDescription("An entry's `reference` leads here.")
            .ProducesProblems("not_found");
    }

    private static async Task<Ok<Page<ReviewedRedemption>>> ListAsync(
        [AsParameters] PurchaseFilter filter,
        PageRequest page,
        PurchaseReviews reviews,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await reviews.PageAsync(filter, page, cancellationToken));

    /// <param name="id" example="rdm_01m6a6ft00e5q8d2vk5m3t7b9c">The redemption's id.</param>
    private static async Task<Results<Ok<ReviewedRedemption>, ProblemResult>> GetAsync(
        string id, PurchaseReviews reviews, CancellationToken cancellationToken) =>
        await reviews.FindAsync(id, cancellationToken) is { } redemption
            ? TypedResults.Ok(redemption)
            : new ProblemResult(Problem.NotFound);
}
