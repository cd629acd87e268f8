using Microsoft.EntityFrameworkCore;
using Rewards.Api.Merchants.Redeeming;
using Rewards.Api.Merchants.Refunding;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Ledger.Reading;

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
        var rows = RungUpAt(
            db.Redemptions.Where(redemption => redemption.MerchantId == merchantId),
            (filter.Store, filter.Terminal, filter.Cashier));
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
        var cut = await CutAsync(rows, page, cancellationToken);
        return new Page<RedemptionResponse>(await ShowAsync(cut.Data, cancellationToken), cut.NextCursor);
    }

    /// <summary>The page's rows, newest first.</summary>
    public static async Task<Page<RedemptionRow>> CutAsync(
        IQueryable<RedemptionRow> rows, PageRequest page, CancellationToken cancellationToken)
    {
        var before = page.Position;
        var found = await rows
            .Where(redemption => before == null || redemption.Id.CompareTo(before) < 0)
            .OrderByDescending(redemption => redemption.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        return page.Of(found, row => row, row => row.Id);
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

    /// <summary>Only what was rung up there; null: anywhere.</summary>
    public static IQueryable<RedemptionRow> RungUpAt(
        IQueryable<RedemptionRow> rows, (string? Store, string? Terminal, string? Cashier) place)
    {
        var (store, terminal, cashier) = place;
        return rows.Where(row => (store == null || row.Store == store)
            && (terminal == null || row.Terminal == terminal)
            && (cashier == null || row.Cashier == cashier));
    }

    public static IQueryable<RedemptionRow> Within(IQueryable<RedemptionRow> rows, Period period)
    {
        var (first, end) = period.Ids(TypeId.Redemption);
        return rows.Where(row => row.Id.CompareTo(first) >= 0 && row.Id.CompareTo(end) < 0);
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

    /// <summary>In the order of the rows, each with its refunds.</summary>
    public async Task<IReadOnlyList<RedemptionResponse>> ShowAsync(
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
