using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>What a template makes, for whoever writes one and for the job that goes on with it.</summary>
internal static class TemplateSlots
{
    /// <summary>Only what is still to come.</summary>
    public static SlotPlan Plan(
        SlotTemplate template,
        (DateOnly First, DateOnly Last) days,
        VenueRow? venue,
        (BusinessCalendar Calendar, DateTimeOffset Now) at)
    {
        var closures = venue is null ? [] : SupplyJson.ReadClosures(venue.Closures);
        var plan = SlotPlan.Of(template, days.First, days.Last, (closures, at.Calendar));
        return plan with { Slots = [.. plan.Slots.Where(slot => slot.StartsAt > at.Now)] };
    }

    /// <summary>Stages the slots that are not there yet.</summary>
    public static SlotsMade Make(
        RewardsDb db, OfferRow offer, (SlotTemplate Template, SlotPlan Plan) planned, DateTimeOffset now) =>
        MakingSlots.Make(
            db,
            offer,
            [.. planned.Plan.Slots.Select(slot => (slot, planned.Template.Capacity, planned.Template.Price))],
            now);
}
