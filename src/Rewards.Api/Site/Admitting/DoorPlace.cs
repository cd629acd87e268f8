using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Platform.Store;
using Rewards.Api.Site.ReviewingOrders;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Admitting;

/// <summary>Where staff stand: at one slot, at one venue, or anywhere of their merchant's.</summary>
/// <param name="SlotId">Null: at none.</param>
/// <param name="VenueId">Null: at none.</param>
public sealed record DoorAt(string? SlotId, string? VenueId)
{
    private const int LongestId = 40;

    /// <summary>All addresses of a door say it, those of forms too.</summary>
    public static DoorAt Of(HttpRequest request) =>
        new(Id(request.Query["slot"].ToString()), Id(request.Query["venue"].ToString()));

    public string Query => SlotId is not null ? "?slot=" + Uri.EscapeDataString(SlotId)
        : VenueId is not null ? "?venue=" + Uri.EscapeDataString(VenueId)
        : "";

    private static string? Id(string id) => id.Length is > 0 and <= LongestId ? id : null;
}

/// <summary>What is known about where staff stand.</summary>
/// <param name="At">Where.</param>
/// <param name="Title">In words.</param>
/// <param name="When">In words; null: at no slot.</param>
/// <param name="Figures">Of the slot; null: at none.</param>
/// <param name="Content">Of its offer; null: at no slot.</param>
internal sealed record DoorPlace(DoorAt At, string Title, string? When, DoorResponse? Figures, OfferContent? Content);

/// <summary>Reads where staff stand: of their own merchant's.</summary>
internal sealed class DoorPlaces(RewardsDb db, DoorReader doors, OrderWords words, Text text)
{
    /// <summary>Null: this merchant has no such slot or venue.</summary>
    public async Task<DoorPlace?> FindAsync(string merchantId, DoorAt at, CancellationToken cancellationToken)
    {
        if (at.SlotId is { } slotId)
        {
            return await doors.ShowAsync(merchantId, slotId, cancellationToken) is { } door
                ? new DoorPlace(
                    at,
                    door.Resource is null ? door.Title : $"{door.Title} · {door.Resource}",
                    words.When(door.StartsAt, door.EndsAt),
                    door,
                    await doors.FindContentAsync(merchantId, slotId, cancellationToken))
                : null;
        }

        if (at.VenueId is not { } venueId)
        {
            return new DoorPlace(at, text["door.anything"], null, null, null);
        }

        return await db.Venues.FirstOrDefaultAsync(
            row => row.Id == venueId && row.MerchantId == merchantId, cancellationToken) is { } venue
                ? new DoorPlace(at, words.Name(venue), null, null, null)
                : null;
    }
}
