using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Members.Inviting;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>
/// Reads a member's months. A purchase stands in the month in which its points were taken, with the refunds of that
/// month in it; a later refund is a row of its own. What a hold took and gave back again is nobody's income.
/// </summary>
public sealed class PointsMonths(RewardsDb db, ReferenceData reference, PurchaseViews purchases, Clock clock, Text text)
{
    /// <summary>Entries that are told by their purchase.</summary>
    private static readonly EntryKind[] OfPurchases =
        [EntryKind.Hold, EntryKind.Capture, EntryKind.Release, EntryKind.HoldExpired, EntryKind.Refund];

    public async Task<ListMonth> MonthAsync(string memberId, string? asked, CancellationToken cancellationToken)
    {
        var calendar = reference.Programme.Calendar;
        var joined = await db.Members.Where(row => row.MemberId == memberId)
            .Select(row => row.CreatedAt)
            .SingleAsync(cancellationToken);
        return ListMonth.Read(asked, calendar.DateOf(joined), calendar.DateOf(clock.GetUtcNow()));
    }

    public async Task<PointsMonth> ReadAsync(string memberId, ListMonth month, CancellationToken cancellationToken)
    {
        var period = month.In(reference.Programme.Calendar);
        var friends = await db.InvitationsOf(memberId)
            .Where(row => row.RegisteredAt >= period.From && row.RegisteredAt < period.Until)
            .ToDictionaryAsync(row => row.FriendId, row => row.FriendName, cancellationToken);
        var entries = await db.EntriesOf(memberId, period)
            .Where(entry => !OfPurchases.Contains(entry.Kind))
            .ToListAsync(cancellationToken);
        var refunds = await db.RefundsOf(memberId, period).ToListAsync(cancellationToken);
        var bought = await PurchasesAsync(memberId, period, refunds, cancellationToken);
        return new PointsMonth(month, [.. entries.Select(entry => Show(entry, friends))
            .Concat(bought)
            .Concat(refunds.Where(refund => !period.Has(TypeId.Redemption, refund.RedemptionId)).Select(Show))
            .OrderByDescending(row => row.At)]);
    }

    /// <summary>A purchase as it stands now, whenever that came about.</summary>
    public PointsRow Show(RedemptionRow row) => Show(row.ToRedemption(), row.RefundedFen, row.RefundedPoints);

    private async Task<IReadOnlyList<PointsRow>> PurchasesAsync(
        string memberId, Period period, IReadOnlyList<RefundRow> refunds, CancellationToken cancellationToken)
    {
        var rows = await db.RedemptionsOf(memberId, period).ToListAsync(cancellationToken);
        var refunded = refunds.ToLookup(refund => refund.RedemptionId);
        return [.. rows.Select(row => Show(
            row.ToRedemption(),
            refunded[row.Id].Sum(refund => refund.AmountFen),
            refunded[row.Id].Sum(refund => refund.Points)))];
    }

    private PointsRow Show(Redemption redemption, long refundedFen, long refundedPoints)
    {
        var now = clock.GetUtcNow();
        var status = PurchaseViews.StatusOf(redemption, refundedFen, now);
        var (points, isHeld) = (redemption.Points.Value, redemption.StatusAt(now) == RedemptionStatus.Held);
        var taken = redemption.Status == RedemptionStatus.Captured ? points - refundedPoints : 0;
        return new PointsRow(
            redemption.HeldAt,
            PurchaseViews.LinkTo(redemption),
            purchases.MerchantOf(redemption.MerchantId),
            ItemsOf(redemption.Purchase),
            text["status." + status],
            -taken,
            isHeld ? points : null,
            taken == 0 && !isHeld ? points : null);
    }

    private PointsRow Show(RefundRow refund) => new(
        refund.At,
        $"/redemptions/{refund.RedemptionId}",
        purchases.MerchantOf(refund.MerchantId),
        null,
        text["points.refund"],
        refund.Points);

    private PointsRow Show(EntryRow row, IReadOnlyDictionary<string, string> friends)
    {
        var entry = EntryResponse.From(row);
        var friend = row.Reference is null ? null : friends.GetValueOrDefault(row.Reference);
        var why = row.Kind == EntryKind.CheckIn && row.Points > reference.Programme.Earning.CheckInPoints.Value
            ? text["points.bonus"]
            : friend is null ? row.Note : text.Person(friend);
        return new PointsRow(
            row.At, $"/entries/{row.Seq}", text["kind." + WireName.Of(row.Kind)], why, null, entry.Points);
    }

    private string ItemsOf(Purchase purchase) => purchase.Lines is [var only]
        ? only.Name
        : text["points.items", purchase.Lines[0].Name, purchase.Lines.Count];
}
