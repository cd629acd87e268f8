using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>
/// What the captured redemptions of the list add up to, as of now. A till's day, which later refunds leave as it was, is
/// <c>GET /v1/merchant/days/{date}</c>.
/// </summary>
/// <param name="Count" example="42">How many.</param>
/// <param name="GrossFen" example="369600">Prices before the discount, in fen.</param>
/// <param name="DiscountFen" example="126000">What the points are worth, in fen.</param>
/// <param name="CashFen" example="243600">What was to be paid in money, in fen.</param>
/// <param name="RefundedFen" example="8800">How much of the gross was refunded since, in fen.</param>
public sealed record RedemptionTotals(long Count, long GrossFen, long DiscountFen, long CashFen, long RefundedFen);

/// <summary>A page of redemptions.</summary>
/// <param name="Data">Newest first.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
/// <param name="Totals">Over all pages of the period; null where no <c>from</c> or <c>to</c> was sent.</param>
public sealed record RedemptionsResponse(
    IReadOnlyList<RedemptionResponse> Data, string? NextCursor, RedemptionTotals? Totals);

/// <summary>Filters of a list of redemptions, as sent.</summary>
/// <param name="OrderNo">The merchant's own number.</param>
/// <param name="Status" example="captured">
/// How far they got, as of now: <c>held</c>, <c>captured</c>, <c>released</c> or <c>expired</c>.
/// </param>
/// <param name="From">A business date (the whole day) or an instant; by <c>held_at</c>.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>held_at</c>.</param>
/// <param name="Store" example="Yunlong">Where they were rung up, exactly as sent.</param>
/// <param name="Terminal" example="till-2">At which terminal, exactly as sent.</param>
/// <param name="Cashier" example="17">By whom, exactly as sent.</param>
public sealed record RedemptionFilter(
    [property: FromQuery(Name = "order_no")] string? OrderNo,
    [property: FromQuery(Name = "status")]
    [property: AllowedValues(
        null, "held", "captured", "released", "expired", ErrorMessage = "must be held, captured, released or expired")]
    string? Status,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "store")][property: Place] string? Store,
    [property: FromQuery(Name = "terminal")][property: Place] string? Terminal,
    [property: FromQuery(Name = "cashier")][property: Place] string? Cashier);

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
        routes.MapMemberGroup("/v1/member/redemptions", "Reviewing points").MapGet("/", ListOwnAsync)
            .WithName("listMemberRedemptions")
            .WithSummary("List the member's purchases with points, newest first")
            .WithDescription("At all merchants, with what was refunded.")
            .ProducesProblems("validation_failed", "cursor_invalid");
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
        RedemptionQueries queries,
        ReferenceData reference,
        CancellationToken cancellationToken)
    {
        var period = Period.Read(filter.From, filter.To, reference.Programme.Calendar);
        var rows = await queries.OfMerchantAsync(caller.Id(), filter, period, cancellationToken);
        var shown = await queries.PageOfAsync(rows, page, cancellationToken);
        var totals = filter.From is null && filter.To is null
            ? null
            : await RedemptionQueries.TotalsOfAsync(rows, cancellationToken);
        return TypedResults.Ok(new RedemptionsResponse(shown.Data, shown.NextCursor, totals));
    }

    private static async Task<Ok<Page<MemberRedemption>>> ListOwnAsync(
        ClaimsPrincipal caller,
        PageRequest page,
        RewardsDb db,
        RedemptionQueries queries,
        Names names,
        CancellationToken cancellationToken)
    {
        var id = caller.Id();
        var rows = db.Redemptions.Where(redemption => redemption.MemberId == id);
        var shown = await queries.PageOfAsync(rows, page, cancellationToken);
        var found = await names.FindAsync(shown.Data.Select(one => one.MerchantId), cancellationToken);
        return TypedResults.Ok(new Page<MemberRedemption>(
            [.. shown.Data.Select(one => new MemberRedemption(one) { MerchantName = found[one.MerchantId] })],
            shown.NextCursor));
    }
}
