using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

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
        var found = await page.NewestFirst(rows, redemption => redemption.Id).ToListAsync(cancellationToken);
        return page.Of(found, row => row, row => row.Id);
    }

    public static IQueryable<RedemptionRow> Within(IQueryable<RedemptionRow> rows, Period period)
    {
        var (first, end) = period.Ids(TypeId.Redemption);
        return rows.Where(row => row.Id.CompareTo(first) >= 0 && row.Id.CompareTo(end) < 0);
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
