using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Reading;

/// <summary>Reads what a member bought and what came back, newest first.</summary>
internal static class MemberPurchases
{
    public static IQueryable<RedemptionRow> RedemptionsOf(this RewardsDb db, string memberId) =>
        db.Redemptions.Where(row => row.MemberId == memberId).OrderByDescending(row => row.Id);

    public static IQueryable<RedemptionRow> RedemptionsOf(this RewardsDb db, string memberId, Period period) =>
        RedemptionQueries.Within(db.RedemptionsOf(memberId), period);

    public static IQueryable<RefundRow> RefundsOf(this RewardsDb db, string memberId) =>
        db.Refunds.Where(row => row.MemberId == memberId);

    public static IQueryable<RefundRow> RefundsOf(this RewardsDb db, string memberId, Period period)
    {
        var (first, end) = period.Ids(TypeId.Refund);
        return db.RefundsOf(memberId).Where(row => row.Id.CompareTo(first) >= 0 && row.Id.CompareTo(end) < 0);
    }
}
