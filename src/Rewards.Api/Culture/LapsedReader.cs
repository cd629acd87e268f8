using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture;

/// <summary>
/// Reads which orders of a member were not paid in time lately. Time alone makes it more, so that it can be read before a
/// command that asks for it.
/// </summary>
internal sealed class LapsedReader(RewardsDb db, ReferenceData reference, OnlinePayments payments, Clock clock)
{
    /// <summary>Whether cash can be paid online here.</summary>
    public bool TakesPayments => payments.AreTaken;

    public async Task<IReadOnlyList<DateTimeOffset>> ReadAsync(string memberId, CancellationToken cancellationToken)
    {
        // Ids sort by time: a stretch of the member's own orders.
        var first = TypeId.First(TypeId.Order, clock.GetUtcNow().AddDays(-reference.Programme.Paying.LapsedWithinDays - 1));
        var rows = await db.Orders
            .Where(order => order.MemberId == memberId && order.Id.CompareTo(first) > 0 && order.PayUntil != null)
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return [.. rows.Select(row => row.ToOrder())
            .Where(order => order.StatusAt(now) == OrderStatus.Expired)
            .Select(order => order.HeldUntil!.Value)];
    }
}
