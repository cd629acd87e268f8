using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>A slot that can't be made: another one is there then.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Resource" example="1号场">Where both would be.</param>
/// <param name="SlotId" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot that is there, or null: an earlier one of the same request.</param>
public sealed record SlotClash(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Resource, string? SlotId);

/// <summary>What becomes of slots that are wanted.</summary>
/// <param name="Made">New ones.</param>
/// <param name="Existing">Those that were there, at the same time and place.</param>
/// <param name="Clashes">Those that were not made.</param>
internal sealed record SlotsMade(
    IReadOnlyList<SlotRow> Made, IReadOnlyList<SlotRow> Existing, IReadOnlyList<SlotClash> Clashes);

/// <summary>Makes slots, for people and templates alike: what is there is left alone, what clashes is not made.</summary>
internal static class MakingSlots
{
    public const int MostAtOnce = 500;

    /// <summary>Stages the new ones; the caller holds the reference lock, and saves them.</summary>
    /// <param name="db">Where.</param>
    /// <param name="offer">Whose slots.</param>
    /// <param name="wanted">With their places, and the price where it is their own.</param>
    /// <param name="now">When they are made.</param>
    public static SlotsMade Make(
        RewardsDb db,
        OfferRow offer,
        IReadOnlyList<(PlannedSlot Slot, int Capacity, Fen? Price)> wanted,
        DateTimeOffset now)
    {
        var (made, existing, clashes) = (new List<SlotRow>(), new List<SlotRow>(), new List<SlotClash>());
        var there = Around(db, offer, wanted);
        foreach (var (slot, capacity, price) in wanted)
        {
            var resource = slot.Resource ?? "";
            if (there.FirstOrDefault(one => IsSame(one, offer, slot, resource)) is { } same)
            {
                existing.Add(same);
            }
            else if (there.FirstOrDefault(one => Clashes(one, slot, resource)) is { } other)
            {
                clashes.Add(new SlotClash(slot.StartsAt, slot.EndsAt, resource, made.Contains(other) ? null : other.SlotId));
            }
            else
            {
                var row = Row(offer, slot, (capacity, price), now);
                made.Add(row);
                there.Add(row);
            }
        }

        db.AddRange(made);
        return new SlotsMade(made, existing, clashes);
    }

    /// <summary>All that could be the same slot, or be in its place.</summary>
    private static List<SlotRow> Around(
        RewardsDb db, OfferRow offer, IReadOnlyList<(PlannedSlot Slot, int Capacity, Fen? Price)> wanted)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        // A slot lasts 31 days at most.
        var from = wanted.Min(one => one.Slot.StartsAt).AddDays(-31);
        var until = wanted.Max(one => one.Slot.EndsAt);
        return db.Slots.AsNoTracking()
            .Where(slot => slot.StartsAt >= from && slot.StartsAt < until && slot.CancelledAt == null)
            .Where(slot => slot.OfferId == offer.Id
                || (offer.VenueId != null && slot.VenueId == offer.VenueId && slot.Resource != ""))
            .ToList();
    }

    private static bool IsSame(SlotRow row, OfferRow offer, PlannedSlot slot, string resource) =>
        row.OfferId == offer.Id && row.StartsAt == slot.StartsAt && row.Resource == resource;

    private static bool Clashes(SlotRow row, PlannedSlot slot, string resource) =>
        resource.Length > 0 && row.Resource == resource && slot.Overlaps(row.StartsAt, row.EndsAt);

    private static SlotRow Row(
        OfferRow offer, PlannedSlot slot, (int Capacity, Fen? Price) has, DateTimeOffset now) => new()
        {
            SlotId = TypeId.New(TypeId.Slot, now),
            OfferId = offer.Id,
            MerchantId = offer.MerchantId,
            VenueId = offer.VenueId,
            Resource = slot.Resource ?? "",
            StartsAt = slot.StartsAt,
            EndsAt = slot.EndsAt,
            PriceFen = has.Price?.Value,
            Capacity = has.Capacity,
            CreatedAt = now,
        };
}
