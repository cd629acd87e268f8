using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Supplying;

/// <summary>Where a slot is to move.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="VenueId">Null: not said.</param>
internal sealed record SlotMoving(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? VenueId)
{
    /// <summary>It begins too soon by then, so that nobody could be told in time.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromHours(2);

    /// <summary>Null: it stays where it is.</summary>
    public static SlotMoving? Of(SlotRow slot, SlotChangeBody body)
    {
        var startsAt = body.StartsAt ?? slot.StartsAt;
        var moving = new SlotMoving(
            startsAt, body.EndsAt ?? (startsAt + (slot.EndsAt - slot.StartsAt)), body.VenueId ?? slot.VenueId);
        return moving == new SlotMoving(slot.StartsAt, slot.EndsAt, slot.VenueId) ? null : moving;
    }

    /// <summary>Null: it may.</summary>
    public Problem? Refuse(RewardsDb db, SlotRow slot, DateTimeOffset now) =>
        TooLate(slot, now) ?? Used(slot.Used) ?? OddTimes(now) ?? OtherVenue(db, slot) ?? Clash(db, slot);

    /// <summary>Null: nobody is in.</summary>
    public static Problem? Used(int used) => used == 0
        ? null
        : Problem.Of("slot_in_use") with { Facts = new Dictionary<string, object> { ["used"] = used } };

    private static Problem? TooLate(SlotRow slot, DateTimeOffset now) => now <= slot.StartsAt - Before
        ? null
        : Problem.Of("move_too_late") with { Facts = new Dictionary<string, object> { ["move_until"] = slot.StartsAt - Before } };

    private Problem? OddTimes(DateTimeOffset now) =>
        StartsAt <= now ? Problem.Invalid("starts_at", "must be still to come")
        : EndsAt <= StartsAt || EndsAt > StartsAt.AddDays(31) ? Problem.Invalid("ends_at", "must be after starts_at, by 31 days at most")
        : null;

    private Problem? OtherVenue(RewardsDb db, SlotRow slot) =>
        VenueId == slot.VenueId || db.Venues.Any(venue => venue.Id == VenueId && venue.MerchantId == slot.MerchantId)
            ? null
            : Problem.Invalid("venue_id", "must be a venue of this merchant");

    /// <summary>As where slots are made: one of the offer at one time and place, and one at a time on one court.</summary>
    private Problem? Clash(RewardsDb db, SlotRow slot)
    {
        var others = db.Slots.Where(one => one.SlotId != slot.SlotId).Where(one => one.CancelledAt == null).Where(one => one.Resource == slot.Resource);
        var same = others.Where(one => one.OfferId == slot.OfferId).Where(one => one.StartsAt == StartsAt);
        var clash = First(same) ?? First(OnCourt(others, slot));
        return clash is null
            ? null
            : Problem.Of("slot_clash") with { Facts = new Dictionary<string, object> { ["slot_id"] = clash } };
    }

    /// <summary>None, where it is not said where in the venue it is.</summary>
    private IQueryable<SlotRow> OnCourt(IQueryable<SlotRow> others, SlotRow slot)
    {
        var meanwhile = others.Where(one => one.Resource != "").Where(one => one.StartsAt < EndsAt).Where(one => one.EndsAt > StartsAt);
        return VenueId is null
            ? meanwhile.Where(one => one.OfferId == slot.OfferId)
            : meanwhile.Where(one => one.VenueId == VenueId);
    }

    private static string? First(IQueryable<SlotRow> slots) => slots.Select(one => one.SlotId).FirstOrDefault();
}
