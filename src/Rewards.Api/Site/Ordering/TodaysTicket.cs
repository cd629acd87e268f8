using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Site.Ordering;

/// <summary>What a member has a ticket for today.</summary>
internal sealed record TodaysOrder(string Id, string Title, DateTimeOffset StartsAt, string? Place, int Quantity);

/// <summary>Finds the order of today that comes next, for the home page.</summary>
internal sealed class TodaysTicket(RewardsDb db, OfferContents contents, CurrentAccounts accounts, Text text)
{
    private const int Most = 10;

    /// <summary>By the slots, which may have moved. Null: there is none that can still be used.</summary>
    public async Task<TodaysOrder?> FindAsync(string memberId, CancellationToken cancellationToken)
    {
        var moment = accounts.Now;
        var (now, end) = (moment.Now, moment.Programme.Calendar.EndOf(moment.Today));
        var rows = await db.Orders
            .Where(order => order.MemberId == memberId && order.Status == OrderStatus.Confirmed)
            .Join(db.Slots, order => order.SlotId, slot => slot.SlotId, (order, slot) => new { Order = order, Slot = slot })
            .Where(one => one.Slot.EndsAt > now && one.Slot.StartsAt < end && one.Slot.CancelledAt == null)
            .OrderBy(one => one.Slot.StartsAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        foreach (var (row, slot) in rows.Select(one => (one.Order, one.Slot)))
        {
            var order = row.ToOrder(slot, await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken));
            if (order.StatusAt(now) == OrderStatus.Confirmed)
            {
                return await ShowAsync(order, cancellationToken);
            }
        }

        return null;
    }

    private async Task<TodaysOrder> ShowAsync(Order order, CancellationToken cancellationToken)
    {
        var venue = await db.Venues.FirstOrDefaultAsync(venue => venue.Id == order.VenueId, cancellationToken);
        var place = venue is null ? null : text.Name(venue);
        return new TodaysOrder(order.Id, order.Title, order.Times.StartsAt!.Value, place, order.Tickets.Count);
    }
}
