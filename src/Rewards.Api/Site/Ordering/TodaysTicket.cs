using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Site.Ordering;

/// <summary>What a member has a ticket for today.</summary>
internal sealed record TodaysOrder(string Id, string Title, DateTimeOffset StartsAt, string? Place, int Quantity);

/// <summary>Finds the order of today that comes next, for the home page.</summary>
internal sealed class TodaysTicket(RewardsDb db, CurrentAccounts accounts, Text text)
{
    private const int Most = 10;

    /// <summary>Null: there is none that can still be used.</summary>
    public async Task<TodaysOrder?> FindAsync(string memberId, CancellationToken cancellationToken)
    {
        var moment = accounts.Now;
        var (now, end) = (moment.Now, moment.Programme.Calendar.EndOf(moment.Today));
        var rows = await db.Orders
            .Where(order => order.MemberId == memberId && order.Status == OrderStatus.Confirmed)
            .Where(order => order.EndsAt > now && order.StartsAt < end)
            .Where(order => !db.Slots.Any(slot => slot.SlotId == order.SlotId && slot.CancelledAt != null))
            .OrderBy(order => order.StartsAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var next = rows.Find(row => row.ToOrder().StatusAt(now) == OrderStatus.Confirmed);
        return next is null ? null : await ShowAsync(next, cancellationToken);
    }

    private async Task<TodaysOrder> ShowAsync(OrderRow order, CancellationToken cancellationToken)
    {
        var venue = await db.Venues.FirstOrDefaultAsync(venue => venue.Id == order.VenueId, cancellationToken);
        var place = venue is null ? null : text.Name(venue);
        return new TodaysOrder(order.Id, order.Title, order.StartsAt!.Value, place, order.Quantity);
    }
}
