using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Site.Admitting;

/// <summary>A slot of today at which staff may stand.</summary>
/// <param name="Slot">Its row.</param>
/// <param name="Title">Of its offer, as it is called now.</param>
/// <param name="IsNow">The soonest that is not over, and those that run at the same time.</param>
internal sealed record DoorSlot(SlotRow Slot, string Title, bool IsNow);

/// <summary>Reads at which slots and venues a merchant's staff may stand today.</summary>
internal sealed class DoorSlots(RewardsDb db, OfferContents contents, ReferenceData reference, Clock clock)
{
    private const int Most = 200;

    /// <summary>Those that are not over first, in order of time.</summary>
    public async Task<IReadOnlyList<DoorSlot>> TodayAsync(string merchantId, CancellationToken cancellationToken)
    {
        var (now, calendar) = (clock.GetUtcNow(), reference.Programme.Calendar);
        var day = calendar.DateOf(now);
        var (from, until) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
        var offers = await db.Offers
            .Where(offer => offer.MerchantId == merchantId)
            .Select(offer => new { offer.Id, Version = offer.LiveVersion ?? offer.NewestVersion })
            .ToDictionaryAsync(offer => offer.Id, offer => offer.Version, cancellationToken);
        var ids = offers.Keys.ToList();
        var slots = await db.Slots.AsNoTracking()
            .Where(slot => ids.Contains(slot.OfferId) && slot.StartsAt >= from && slot.StartsAt < until && slot.CancelledAt == null)
            .OrderBy(slot => slot.StartsAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var next = slots.FirstOrDefault(slot => slot.EndsAt > now)?.StartsAt;
        var shown = new List<DoorSlot>(slots.Count);
        foreach (var slot in slots.OrderBy(slot => slot.EndsAt <= now).ThenBy(slot => slot.StartsAt))
        {
            var content = await contents.ReadAsync(db, (slot.OfferId, offers[slot.OfferId]), cancellationToken);
            shown.Add(new DoorSlot(slot, content.Title, slot.StartsAt == next));
        }

        return shown;
    }

    public Task<List<VenueRow>> VenuesAsync(string merchantId, CancellationToken cancellationToken) => db.Venues
        .Where(venue => venue.MerchantId == merchantId)
        .OrderBy(venue => venue.Id)
        .ToListAsync(cancellationToken);
}
