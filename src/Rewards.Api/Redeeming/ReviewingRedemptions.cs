using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Authenticating;
using Rewards.Api.Http;
using Rewards.Api.Reference;
using Rewards.Api.Refunding;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Redeeming;

/// <summary>What the captured redemptions of the list add up to: a till's end of day.</summary>
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
public sealed record RedemptionFilter(
    [property: FromQuery(Name = "order_no")] string? OrderNo,
    [property: FromQuery(Name = "status")]
    [property: AllowedValues(
        null, "held", "captured", "released", "expired", ErrorMessage = "must be held, captured, released or expired")]
    string? Status,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To);

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

    private static async Task<Ok<Page<RedemptionResponse>>> ListOwnAsync(
        ClaimsPrincipal caller,
        PageRequest page,
        RewardsDb db,
        RedemptionQueries queries,
        CancellationToken cancellationToken)
    {
        var id = caller.Id();
        var rows = db.Redemptions.Where(redemption => redemption.MemberId == id);
        return TypedResults.Ok(await queries.PageOfAsync(rows, page, cancellationToken));
    }
}

/// <summary>
/// Reads redemptions with their refunds. Ids are made when points are taken, so a period is a range of ids.
/// </summary>
internal sealed class RedemptionQueries(RewardsDb db, Clock clock)
{
    /// <summary>Null: absent, or another merchant's.</summary>
    public async Task<RedemptionResponse?> FindAsync(string id, string merchantId, CancellationToken cancellationToken)
    {
        var index = await db.RedemptionIndex.FirstOrDefaultAsync(row => row.Key == id, cancellationToken);
        if (index is null || index.MerchantId != merchantId)
        {
            return null;
        }

        var rows = db.Redemptions.Where(row => row.MemberId == index.MemberId && row.Id == id);
        return (await ShowAsync(await rows.ToListAsync(cancellationToken), cancellationToken)).Single();
    }

    public async Task<IQueryable<RedemptionRow>> OfMerchantAsync(
        string merchantId, RedemptionFilter filter, Period period, CancellationToken cancellationToken)
    {
        var rows = db.Redemptions.Where(redemption => redemption.MerchantId == merchantId);
        if (filter.OrderNo is not null)
        {
            var key = OrderNumberRow.KeyOf(merchantId, filter.OrderNo);
            var order = await db.OrderNumbers.FirstOrDefaultAsync(row => row.Key == key, cancellationToken);
            rows = rows.Where(redemption => redemption.Id == (order == null ? "" : order.RedemptionId));
        }

        return filter.Status is null
            ? Within(rows, period)
            : WithStatus(Within(rows, period), WireName.Parse<RedemptionStatus>(filter.Status));
    }

    public async Task<Page<RedemptionResponse>> PageOfAsync(
        IQueryable<RedemptionRow> rows, PageRequest page, CancellationToken cancellationToken)
    {
        var before = page.Position;
        var found = await rows
            .Where(redemption => before == null || redemption.Id.CompareTo(before) < 0)
            .OrderByDescending(redemption => redemption.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        var cut = page.Of(found, row => row, row => row.Id);
        return new Page<RedemptionResponse>(await ShowAsync(cut.Data, cancellationToken), cut.NextCursor);
    }

    public static async Task<RedemptionTotals> TotalsOfAsync(
        IQueryable<RedemptionRow> rows, CancellationToken cancellationToken)
    {
        var totals = await rows
            .Where(redemption => redemption.Status == RedemptionStatus.Captured)
            .GroupBy(_ => 1)
            .Select(all => new RedemptionTotals(
                all.LongCount(),
                all.Sum(redemption => redemption.GrossFen),
                all.Sum(redemption => redemption.Points * redemption.FenPerPoint),
                all.Sum(redemption => redemption.CashFen),
                all.Sum(redemption => redemption.RefundedFen)))
            .FirstOrDefaultAsync(cancellationToken);
        return totals ?? new RedemptionTotals(0, 0, 0, 0, 0);
    }

    private static IQueryable<RedemptionRow> Within(IQueryable<RedemptionRow> rows, Period period)
    {
        if (period.From is { } from)
        {
            var first = TypeId.First(TypeId.Redemption, from);
            rows = rows.Where(redemption => redemption.Id.CompareTo(first) >= 0);
        }

        if (period.Until is { } until)
        {
            var end = TypeId.First(TypeId.Redemption, until);
            rows = rows.Where(redemption => redemption.Id.CompareTo(end) < 0);
        }

        return rows;
    }

    private IQueryable<RedemptionRow> WithStatus(IQueryable<RedemptionRow> rows, RedemptionStatus status)
    {
        var now = clock.GetUtcNow();
        return status switch
        {
            RedemptionStatus.Held => rows.Where(row => row.Status == RedemptionStatus.Held && row.HoldExpiresAt > now),
            RedemptionStatus.Expired =>
                rows.Where(row => row.Status == RedemptionStatus.Held && row.HoldExpiresAt <= now),
            _ => rows.Where(row => row.Status == status),
        };
    }

    private async Task<IReadOnlyList<RedemptionResponse>> ShowAsync(
        IReadOnlyList<RedemptionRow> rows, CancellationToken cancellationToken)
    {
        var (members, ids) =
            (rows.Select(row => row.MemberId).Distinct().ToList(), rows.Select(row => row.Id).ToList());
        var refunds = (await db.Refunds
                .Where(refund => members.Contains(refund.MemberId) && ids.Contains(refund.RedemptionId))
                .OrderBy(refund => refund.Id)
                .ToListAsync(cancellationToken))
            .ToLookup(refund => refund.RedemptionId, RefundResponse.From);
        var now = clock.GetUtcNow();
        return [.. rows.Select(row => RedemptionResponse.From(row.ToRedemption(), refunds[row.Id], now))];
    }
}
