using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Culture.Supplying;

/// <summary>Slots of a merchant's offers, one by one and by templates.</summary>
internal static class MakingSlotsEndpoints
{
    /// <summary>Gives its orders back, or takes them along.</summary>
    private const string CarriedOutBy = "carry-out-slots";

    /// <summary>Offers more places to who waits.</summary>
    private const string OfferedBy = "end-orders";

    private const int LargestSlots = 256 * 1024;

    /// <param name="group">Under whose path.</param>
    /// <param name="named">An operation's name there.</param>
    /// <param name="guard">Who may change something.</param>
    internal static void Map(
        RouteGroupBuilder group, Func<string, string> named, Func<RouteHandlerBuilder, RouteHandlerBuilder> guard)
    {
        guard(group.MapPost("/offers/{id}/slots", MakeSlotsAsync)
            .WithName(named("makeSlots"))
            .WithSummary("Make slots: times with places")
            .WithDescription("One that is there at the same time and place is left alone; one that clashes is not made.")
            .WithExample(new NewSlotsBody([OfferExamples.Slot]))
            .WithMetadata(new RequestSizeLimitAttribute(LargestSlots))
            .Produces<SlotsMadeResponse>(StatusCodes.Status201Created)
            .RequireIdempotencyKey()
            .ProducesProblems("validation_failed", "not_found", "offer_state", "offer_without_slots"));
        guard(group.MapPost("/offers/{id}/templates", ApplyTemplateAsync)
            .WithName(named("applyTemplate"))
            .WithSummary("Make slots of many days by a template")
            .WithDescription(
                "With `dry_run` nothing is made: it lists slots, ends of windows that are dropped, clashes and days on "
                + "which the venue is closed. With `days_ahead` it goes on every day.")
            .WithExample(OfferExamples.Template)
            .Produces<TemplateResponse>()
            .Produces<TemplateResponse>(StatusCodes.Status201Created)
            .RequireIdempotencyKey()
            .ProducesProblems(
                "validation_failed", "not_found", "offer_state", "offer_without_slots", "too_many_slots"));
        guard(group.MapDelete("/offers/{id}/templates/{template_id}", EndTemplateAsync)
            .WithName(named("endTemplate"))
            .WithSummary("End a template: the slots that it made stay")
            .WithDescription("Doing it again changes nothing.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems("not_found"));
        guard(group.MapPatch("/slots/{id}", ChangeSlotAsync)
            .WithName(named("changeSlot"))
            .WithSummary("Change a slot's places or price, or move it")
            .WithDescription(
                "What is left out stays. Not below what is taken. It moves to another time or venue up to two hours before its "
                + "start, while nobody is in: who ordered it is told, and may give it back in full.")
            .WithExample(new { Capacity = 6 })
            .Produces<OwnSlotResponse>()
            .ProducesProblems(
                "validation_failed", "not_found", "slot_state", "capacity_below_taken", "move_too_late", "slot_in_use", "slot_clash"));
        guard(group.MapPost("/slots/{id}/cancel", CancelSlotAsync)
            .WithName(named("cancelSlot"))
            .WithSummary("Cancel a slot, with a reason that members read")
            .WithDescription(
                "At once: nothing of it can be ordered any more, and nobody is let in. What was ordered is given back in full; "
                + "`carried_out` says how far that is.")
            .WithExample(new SlotCancelBody("场馆临时检修"))
            .Produces<OwnSlotResponse>()
            .RequireIdempotencyKey()
            .ProducesProblems("validation_failed", "not_found", "slot_state"));
    }

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> MakeSlotsAsync(
        string id,
        NewSlotsBody body,
        Supplier supplier,
        HttpContext context,
        KeyedRequest request,
        SlotEdits edits,
        CatalogueEditor editor) =>
        editor.EditAsync(context, request, (db, now) => edits.Make(db, now, (id, body), OfferAct.By(supplier, context)));

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    private static Task<StoredAnswer> ApplyTemplateAsync(
        string id,
        TemplateBody body,
        Supplier supplier,
        HttpContext context,
        KeyedRequest request,
        TemplateEdits edits,
        CatalogueEditor editor) =>
        editor.EditAsync(context, request, (db, now) => edits.Apply(db, now, (id, body), OfferAct.By(supplier, context)));

    /// <param name="id" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">The offer's id.</param>
    /// <param name="templateId" example="tpl_01m6a6ft00e8cr5n3j7k2q9w4x">The template's id.</param>
    private static async Task<IResult> EndTemplateAsync(
        string id,
        [FromRoute(Name = "template_id")] string templateId,
        Supplier supplier,
        HttpContext context,
        CatalogueEditor editor)
    {
        var answer = await editor.EditAsync(
            context, null, (db, now) => TemplateEdits.End(db, now, (id, templateId), OfferAct.By(supplier, context)));
        return answer.Status == StatusCodes.Status204NoContent ? TypedResults.NoContent() : answer;
    }

    /// <param name="id" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot's id.</param>
    private static async Task<StoredAnswer> ChangeSlotAsync(
        string id,
        SlotChangeBody body,
        Supplier supplier,
        HttpContext context,
        SlotEdits edits,
        CatalogueEditor editor,
        JobRunner jobs) => Woken(
            jobs,
            await editor.EditAsync(context, null, (db, now) => edits.Change(db, now, (id, body), OfferAct.By(supplier, context))));

    /// <param name="id" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot's id.</param>
    private static async Task<StoredAnswer> CancelSlotAsync(
        string id,
        SlotCancelBody body,
        Supplier supplier,
        HttpContext context,
        KeyedRequest request,
        SlotEdits edits,
        CatalogueEditor editor,
        JobRunner jobs) => Woken(
            jobs,
            await editor.EditAsync(
                context, request, (db, now) => edits.Cancel(db, now, (id, body), OfferAct.By(supplier, context))));

    /// <summary>Who ordered is told soon.</summary>
    private static StoredAnswer Woken(JobRunner jobs, StoredAnswer answer)
    {
        if (answer.Status == StatusCodes.Status200OK)
        {
            jobs.Wake(CarriedOutBy);
            jobs.Wake(OfferedBy);
        }

        return answer;
    }
}
