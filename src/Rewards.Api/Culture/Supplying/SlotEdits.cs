using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Supplying;

/// <summary>What became of slots that were wanted.</summary>
/// <param name="Data">New ones, in the order sent.</param>
/// <param name="Existing">Those that were there, at the same time and place: left alone.</param>
/// <param name="Clashes">Those that were not made: their place has another slot then.</param>
public sealed record SlotsMadeResponse(
    IReadOnlyList<OwnSlotResponse> Data, IReadOnlyList<OwnSlotResponse> Existing, IReadOnlyList<SlotClash> Clashes);

/// <summary>Makes and changes slots of one merchant.</summary>
internal sealed class SlotEdits(SlotViews views)
{
    public Edited Make(RewardsDb db, DateTimeOffset now, (string OfferId, NewSlotsBody Body) wanted, OfferEditing by)
    {
        if (SlotOffer.Find(db, wanted.OfferId, by) is not { } offer)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        if (offer.RefuseSlots() is { } refusal)
        {
            return Edited.Refused(refusal, by.Reader);
        }

        if (wanted.Body.Slots.Index().FirstOrDefault(slot => slot.Item.StartsAt <= now) is { Item: not null } past)
        {
            return Edited.Refused(
                Problem.Invalid($"slots[{past.Index}].starts_at", "must be still to come"), by.Reader);
        }

        if (wanted.Body.Slots.Index().FirstOrDefault(slot => !offer.MayCost(slot.Item.PriceFen)) is { Item: not null } odd)
        {
            return Edited.Refused(SlotOffer.OddPrice($"slots[{odd.Index}].price_fen"), by.Reader);
        }

        var made = MakingSlots.Make(db, offer.Row, [.. wanted.Body.Slots.Select(Planned)], now);
        return new Edited(
            StoredAnswer.Created(Show(made, offer), $"/v1/offers/{offer.Row.Id}/slots"),
            new Act("slots.made", offer.Row.Id, new { Made = made.Made.Count, Clashes = made.Clashes.Count }));
    }

    /// <summary>Refused below what is taken.</summary>
    public Edited Change(RewardsDb db, DateTimeOffset now, (string Id, SlotChangeBody Body) wanted, OfferEditing by)
    {
        if (FindSlot(db, wanted.Id, by) is null)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        SlotChanging.Hold(db, wanted.Id);
        var slot = FindSlot(db, wanted.Id, by)!;
        var moving = SlotMoving.Of(slot, wanted.Body);
        if ((RefuseChange(slot, now) ?? RefusePrice(db, slot, wanted.Body, by) ?? moving?.Refuse(db, slot, now)) is { } refusal)
        {
            return Edited.Refused(refusal, by.Reader);
        }

        var changing = SlotChanging.Of(db, slot, (wanted.Body, moving), now);
        return changing.TryWrite(db)
            ? Shown(db, slot.SlotId, by, new Act("slot.changed", slot.SlotId, wanted.Body))
            : Edited.Refused(changing.WhyNot, by.Reader);
    }

    private static Problem? RefusePrice(RewardsDb db, SlotRow slot, SlotChangeBody body, OfferEditing by) =>
        SlotOffer.Find(db, slot.OfferId, by)!.RefusePrice(body.PriceFen);

    public Edited Cancel(RewardsDb db, DateTimeOffset now, (string Id, SlotCancelBody Body) wanted, OfferEditing by)
    {
        if (FindSlot(db, wanted.Id, by) is not { } slot)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        if (RefuseChange(slot, now) is { } refusal)
        {
            return Edited.Refused(refusal, by.Reader);
        }

        db.Slots.Where(row => row.SlotId == slot.SlotId).ExecuteUpdate(row => row
            .SetProperty(one => one.CancelledAt, now)
            .SetProperty(one => one.CancelReason, wanted.Body.Reason)
            .SetProperty(one => one.ChangedAt, now)
            .SetProperty(one => one.OrdersCarried, 0)
            .SetProperty(one => one.CarriedOutAt, (DateTimeOffset?)null)
            .SetProperty(one => one.ChangeSeq, one => one.ChangeSeq + 1));
        return Shown(db, slot.SlotId, by, new Act("slot.cancelled", slot.SlotId, wanted.Body));
    }

    private SlotsMadeResponse Show(SlotsMade made, SlotOffer offer) => new(
        [.. made.Made.Select(row => views.ShowOwn(row, offer.Content, offer.Venue))],
        [.. made.Existing.Select(row => views.ShowOwn(row, offer.Content, offer.Venue))],
        made.Clashes);

    private static (PlannedSlot Slot, int Capacity, Fen? Price) Planned(NewSlot slot) => (
        new PlannedSlot(slot.StartsAt, slot.EndsAt, slot.Resource),
        slot.Capacity,
        slot.PriceFen is { } price ? new Fen(price) : null);

    private static SlotRow? FindSlot(RewardsDb db, string id, OfferEditing by) => db.Slots.AsNoTracking()
        .FirstOrDefault(slot => slot.SlotId == id && slot.MerchantId == by.Supplier.MerchantId);

    private static Problem? RefuseChange(SlotRow slot, DateTimeOffset now) =>
        slot.CancelledAt is not null ? Problem.Of("slot_state") with { Facts = State(SlotState.Cancelled) }
        : slot.EndsAt <= now ? Problem.Of("slot_state") with { Facts = State(SlotState.Over) }
        : null;

    private static Dictionary<string, object> State(SlotState state) => new() { ["slot_state"] = state };

    private Edited Shown(RewardsDb db, string slotId, OfferEditing by, Act act)
    {
        var slot = FindSlot(db, slotId, by)!;
        var offer = SlotOffer.Find(db, slot.OfferId, by)!;
        return new Edited(StoredAnswer.Ok(views.ShowOwn(slot, offer.Content, offer.Venue)), act);
    }
}

/// <summary>An offer whose slots are made or changed.</summary>
/// <param name="Row">The offer.</param>
/// <param name="Content">Of its live version, or of its newest where none is live.</param>
/// <param name="Venue">Where it is; null: not said.</param>
internal sealed record SlotOffer(OfferRow Row, OfferContent Content, VenueRow? Venue)
{
    /// <summary>Null: not this merchant's, or not there.</summary>
    public static SlotOffer? Find(RewardsDb db, string id, OfferEditing by) =>
        db.Offers.FirstOrDefault(one => one.Id == id && one.MerchantId == by.Supplier.MerchantId) is { } row
            ? Of(db, row)
            : null;

    public static SlotOffer Of(RewardsDb db, OfferRow row)
    {
        var shown = row.LiveVersion ?? row.NewestVersion;
        var version = db.OfferVersions.Single(one => one.OfferId == row.Id && one.N == shown);
        return new SlotOffer(
            row, SupplyJson.ReadContent(version.Content), db.Venues.FirstOrDefault(venue => venue.Id == row.VenueId));
    }

    /// <summary>A slot's own price is nothing exactly where the offer is free: how it is paid is said once.</summary>
    public bool MayCost(long? priceFen) => priceFen is null || (priceFen == 0) == (Content.Payment == PaymentWay.Free);

    public Problem? RefusePrice(long? priceFen) => MayCost(priceFen) ? null : OddPrice("price_fen");

    public static Problem OddPrice(string field) =>
        Problem.Invalid(field, "must be 0 exactly where the offer is free");

    public Problem? RefuseSlots() =>
        Row.ClosedAt is not null ? OfferVersions.Refuse("closed")
        : Row.Kind == OfferKind.Goods ? Problem.Of("offer_without_slots")
        : null;
}
