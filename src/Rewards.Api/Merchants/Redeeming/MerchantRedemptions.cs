using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Redeeming;

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

/// <summary>A merchant's redemptions, filtered and added up.</summary>
internal sealed class MerchantRedemptions(RewardsDb db, Clock clock)
{
    public async Task<IQueryable<RedemptionRow>> AmongAsync(
        string merchantId, RedemptionFilter filter, Period period, CancellationToken cancellationToken)
    {
        var rows = Places.RungUpAt(
            db.Redemptions.Where(redemption => redemption.MerchantId == merchantId),
            (filter.Store, filter.Terminal, filter.Cashier));
        if (filter.OrderNo is not null)
        {
            var key = OrderNumberRow.KeyOf(merchantId, filter.OrderNo);
            var order = await db.OrderNumbers.FirstOrDefaultAsync(row => row.Key == key, cancellationToken);
            rows = rows.Where(redemption => redemption.Id == (order == null ? "" : order.RedemptionId));
        }

        return filter.Status is null
            ? RedemptionQueries.Within(rows, period)
            : WithStatus(RedemptionQueries.Within(rows, period), WireName.Parse<RedemptionStatus>(filter.Status));
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
}
