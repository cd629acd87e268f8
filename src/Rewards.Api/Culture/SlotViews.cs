using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>Shows slots as they stand now.</summary>
internal sealed class SlotViews(OfferViews offers, ReferenceData reference, Clock clock)
{
    public SlotResponse Show(SlotRow row, OfferContent content, VenueRow? venue)
    {
        var (now, calendar) = (clock.GetUtcNow(), reference.Programme.Calendar);
        var times = row.Times;
        var (left, many) = OfferViews.Tell(times.LeftAt(now, content.Admission));
        return new SlotResponse
        {
            Id = row.SlotId,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Venue = offers.Show(venue),
            Resource = row.Resource.Length == 0 ? null : row.Resource,
            PriceFen = row.PriceFen ?? content.Price.Value,
            Capacity = row.Capacity,
            Left = left,
            Many = many,
            State = times.StateAt(now, content, calendar),
            OpensAt = times.OpensAt(content.Booking, calendar),
            Waiting = row.Waiting,
            CancelReason = row.CancelReason,
        };
    }

    public OwnSlotResponse ShowOwn(SlotRow row, OfferContent content, VenueRow? venue) =>
        new(Show(row, content, venue), row.OfferId)
        {
            Taken = row.Taken,
            Used = row.Used,
            WalkInPlaces = row.WalkInPlaces,
            CarriedOut = row.ChangedAt is null
                ? null
                : new SlotCarriedOut(row.OrdersCarried, row.OrdersToCarry, row.CarriedOutAt),
        };
}
