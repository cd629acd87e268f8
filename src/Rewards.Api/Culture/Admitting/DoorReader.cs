using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Admitting;

/// <summary>Reads how a merchant's slot stands at its door.</summary>
internal sealed class DoorReader(
    RewardsDb db, OfferContents contents, OfferViews offers, ReferenceData reference, Clock clock)
{
    /// <summary>Null: this merchant has no such slot.</summary>
    public async Task<DoorResponse?> ShowAsync(string merchantId, string slotId, CancellationToken cancellationToken)
    {
        var slot = await FindAsync(merchantId, slotId, cancellationToken);
        if (slot is null)
        {
            return null;
        }

        var content = await ContentOfAsync(slot, cancellationToken);
        var (now, times) = (clock.GetUtcNow(), slot.Times);
        var until = times.AdmittedUntil(content.Admission);
        return new DoorResponse
        {
            SlotId = slot.SlotId,
            Title = content.Title,
            StartsAt = slot.StartsAt,
            EndsAt = slot.EndsAt,
            State = times.StateAt(now, content, reference.Programme.Calendar),
            Venue = offers.Show(await db.Venues.FirstOrDefaultAsync(venue => venue.Id == slot.VenueId, cancellationToken)),
            Resource = slot.Resource.Length == 0 ? null : slot.Resource,
            Capacity = slot.Capacity,
            Taken = slot.Taken,
            Used = slot.Used,
            Missed = now < until ? 0 : slot.Taken - slot.Used,
            Admitted = slot.Admitted,
            WalkIns = slot.WalkIns,
            WalkInPlaces = slot.WalkInTaken,
            Left = Math.Max(0, times.LeftForWalkInsAt(now, content.Admission)),
            ReleasedAt = content.Admission.OnMiss == OnMiss.Release ? until : null,
        };
    }

    /// <summary>By what the offer says now; null: this merchant has no such slot.</summary>
    public async Task<OfferContent?> FindContentAsync(
        string merchantId, string slotId, CancellationToken cancellationToken) =>
        await FindAsync(merchantId, slotId, cancellationToken) is { } slot
            ? await ContentOfAsync(slot, cancellationToken)
            : null;

    private Task<SlotRow?> FindAsync(string merchantId, string slotId, CancellationToken cancellationToken) =>
        db.Slots.AsNoTracking().FirstOrDefaultAsync(
            slot => slot.SlotId == slotId && slot.MerchantId == merchantId, cancellationToken);

    private async Task<OfferContent> ContentOfAsync(SlotRow slot, CancellationToken cancellationToken)
    {
        var version = await db.Offers
            .Where(offer => offer.Id == slot.OfferId)
            .Select(offer => offer.LiveVersion ?? offer.NewestVersion)
            .SingleAsync(cancellationToken);
        return await contents.ReadAsync(db, (slot.OfferId, version), cancellationToken);
    }
}
