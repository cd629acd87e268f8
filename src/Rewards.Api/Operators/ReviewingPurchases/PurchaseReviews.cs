using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ReviewingPurchases;

/// <summary>Reads purchases of all members and merchants.</summary>
internal sealed class PurchaseReviews(
    RewardsDb db, RedemptionQueries queries, ReferenceData reference, Names names)
{
    /// <summary>Null: there is none.</summary>
    public async Task<ReviewedRedemption?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var index = await db.RedemptionIndex.FirstOrDefaultAsync(row => row.Key == id, cancellationToken);
        if (index is null)
        {
            return null;
        }

        var rows = await db.Redemptions
            .Where(row => row.MemberId == index.MemberId && row.Id == id)
            .ToListAsync(cancellationToken);
        return (await ShowAsync(rows, cancellationToken)).Single();
    }

    public async Task<Page<ReviewedRedemption>> PageAsync(
        PurchaseFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var period = Period.Read(filter.From, filter.To, reference.Programme.Calendar);
        var rows = await MatchingAsync(filter, (period, page), cancellationToken);
        var cut = await RedemptionQueries.CutAsync(RedemptionQueries.Within(rows, period), page, cancellationToken);
        return new Page<ReviewedRedemption>(await ShowAsync(cut.Data, cancellationToken), cut.NextCursor);
    }

    private async Task<IQueryable<RedemptionRow>> MatchingAsync(
        PurchaseFilter filter, (Period Period, PageRequest Page) part, CancellationToken cancellationToken)
    {
        var rows = db.Redemptions
            .Where(row => filter.MemberId == null || row.MemberId == filter.MemberId)
            .Where(row => filter.MerchantId == null || row.MerchantId == filter.MerchantId);
        if (filter.OrderNo is not null)
        {
            return Among(rows, await WithOrderNumberAsync(filter.OrderNo, cancellationToken));
        }

        return filter is { MemberId: null, MerchantId: null }
            ? Among(rows, await NewestAsync(part, cancellationToken))
            : rows;
    }

    /// <summary>Every merchant counts its own orders, so that several may have used the number.</summary>
    private async Task<List<(string MemberId, string Id)>> WithOrderNumberAsync(
        string orderNo, CancellationToken cancellationToken)
    {
        var keys = reference.Current.Merchants.Keys.Select(id => OrderNumberRow.KeyOf(id, orderNo)).ToList();
        var orders = await db.OrderNumbers.Where(order => keys.Contains(order.Key)).ToListAsync(cancellationToken);
        return [.. orders.Select(order => (order.MemberId, order.RedemptionId))];
    }

    /// <summary>Redemptions lie with their members: over all of them, the index by id says which are next.</summary>
    private async Task<List<(string MemberId, string Id)>> NewestAsync(
        (Period Period, PageRequest Page) part, CancellationToken cancellationToken)
    {
        var (first, end) = part.Period.Ids(TypeId.Redemption);
        var ofPeriod = db.RedemptionIndex.Where(row => row.Key.CompareTo(first) >= 0 && row.Key.CompareTo(end) < 0);
        var newest = await part.Page.NewestFirst(ofPeriod, row => row.Key).ToListAsync(cancellationToken);
        return [.. newest.Select(row => (row.MemberId, row.Key))];
    }

    private static IQueryable<RedemptionRow> Among(
        IQueryable<RedemptionRow> rows, List<(string MemberId, string Id)> known)
    {
        var (members, ids) = (known.ConvertAll(one => one.MemberId), known.ConvertAll(one => one.Id));
        return rows.Where(row => members.Contains(row.MemberId) && ids.Contains(row.Id));
    }

    private async Task<IReadOnlyList<ReviewedRedemption>> ShowAsync(
        IReadOnlyList<RedemptionRow> rows, CancellationToken cancellationToken)
    {
        var shown = await queries.ShowAsync(rows, cancellationToken);
        var found = await names.FindAsync(
            rows.SelectMany(row => new[] { row.MemberId, row.MerchantId }), cancellationToken);
        return [.. rows.Zip(shown, (row, redemption) => new ReviewedRedemption(redemption)
        {
            MemberId = row.MemberId,
            MemberName = found[row.MemberId],
            MerchantName = found[row.MerchantId],
        })];
    }
}
