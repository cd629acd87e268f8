using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Supplying;

/// <summary>What a template makes, or would make.</summary>
/// <param name="Id" example="tpl_01m6a6ft00e8cr5n3j7k2q9w4x">The template's id; null: a dry run.</param>
/// <param name="DryRun">Whether nothing was made.</param>
/// <param name="Slots">New ones, in order of time.</param>
/// <param name="Existing">How many were there before, at the same time and place: left alone.</param>
/// <param name="DroppedRests">Ends of windows that are too short for a slot.</param>
/// <param name="Clashes">Slots that are not made: their place has another one then.</param>
/// <param name="Closed">Days on which the venue is closed.</param>
public sealed record TemplateResponse(
    string? Id,
    bool DryRun,
    IReadOnlyList<TemplateSlot> Slots,
    int Existing,
    IReadOnlyList<DroppedRest> DroppedRests,
    IReadOnlyList<SlotClash> Clashes,
    IReadOnlyList<ClosedDay> Closed);

/// <param name="Id" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot's id; null: a dry run.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Resource" example="1号场">Where in the venue; null: not said.</param>
/// <param name="Capacity" example="4">Tickets.</param>
public sealed record TemplateSlot(
    string? Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Resource, int Capacity);

/// <summary>Makes slots by templates.</summary>
internal sealed class TemplateEdits(ReferenceData reference)
{
    public Edited Apply(RewardsDb db, DateTimeOffset now, (string OfferId, TemplateBody Body) wanted, OfferEditing by)
    {
        if (SlotOffer.Find(db, wanted.OfferId, by) is not { } offer)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        if ((offer.RefuseSlots() ?? offer.RefusePrice(wanted.Body.PriceFen)) is { } refusal)
        {
            return Edited.Refused(refusal, by.Reader);
        }

        var (body, template) = (wanted.Body, wanted.Body.ToTemplate());
        var calendar = reference.Programme.Calendar;
        var plan = TemplateSlots.Plan(template, body.DaysFrom(calendar.DateOf(now)), offer.Venue, (calendar, now));
        if (plan.Slots.Count > MakingSlots.MostAtOnce)
        {
            return Edited.Refused(
                Problem.Of("too_many_slots") with { Facts = TooMany(plan.Slots.Count) }, by.Reader);
        }

        var made = TemplateSlots.Make(db, offer.Row, (template, plan), now);
        return body.DryRun ? DryRun(db, made, plan) : Keep(db, (offer.Row, body, template), (made, plan), now);
    }

    public static Edited End(RewardsDb db, DateTimeOffset now, (string OfferId, string TemplateId) named, OfferEditing by)
    {
        var offer = SlotOffer.Find(db, named.OfferId, by);
        var template = db.SlotTemplates.FirstOrDefault(
            one => one.Id == named.TemplateId && one.OfferId == named.OfferId);
        if (offer is null || template is null)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        var act = template.EndedAt is null ? new Act("slot_template.ended", template.Id, new { named.OfferId }) : null;
        template.EndedAt ??= now;
        db.Update(template);
        return new Edited(new StoredAnswer(StatusCodes.Status204NoContent, []), act);
    }

    private static Edited DryRun(RewardsDb db, SlotsMade made, SlotPlan plan)
    {
        db.ChangeTracker.Clear();
        return new Edited(StoredAnswer.Ok(Show(null, made, plan)), null);
    }

    private static Edited Keep(
        RewardsDb db,
        (OfferRow Offer, TemplateBody Body, SlotTemplate Template) wanted,
        (SlotsMade Made, SlotPlan Plan) done,
        DateTimeOffset now)
    {
        var row = new SlotTemplateRow
        {
            Id = TypeId.New(TypeId.SlotTemplate, now),
            OfferId = wanted.Offer.Id,
            Template = SupplyJson.Write(wanted.Template),
            DaysAhead = wanted.Body.DaysAhead,
            CreatedAt = now,
            EndedAt = wanted.Body.DaysAhead is null ? now : null,
        };
        db.Add(row);
        return new Edited(
            StoredAnswer.Created(Show(row.Id, done.Made, done.Plan), $"/v1/offers/{wanted.Offer.Id}/slots"),
            new Act("slot_template.added", row.Id, wanted.Body));
    }

    private static TemplateResponse Show(string? id, SlotsMade made, SlotPlan plan) => new(
        id,
        id is null,
        [
            .. made.Made.Select(row => new TemplateSlot(
                id is null ? null : row.SlotId,
                row.StartsAt,
                row.EndsAt,
                row.Resource.Length == 0 ? null : row.Resource,
                row.Capacity)),
        ],
        made.Existing.Count,
        plan.Rests,
        made.Clashes,
        plan.Closed);

    private static Dictionary<string, object> TooMany(int slots) => new() { ["slots"] = slots };
}
