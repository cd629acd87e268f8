using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain;

namespace Rewards.Api.Culture;

/// <summary>Goes on with templates that make slots for so many days ahead.</summary>
public sealed class MakeSlotsJob(
    LedgerWriter writer, Database database, ReferenceData reference, SlotSummaries slots, Clock clock) : Job
{
    public override string Name => "make-slots";

    public override string Summary => "Makes the slots of templates that go on every day.";

    public override string Schedule => "0 10 0 * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        List<string> templates;
        await using (var db = database.OpenForReading())
        {
            templates = await db.SlotTemplates
                .Where(template => template.EndedAt == null && template.DaysAhead != null)
                .OrderBy(template => template.Id)
                .Select(template => template.Id)
                .ToListAsync(cancellationToken);
        }

        run.Total = templates.Count;
        foreach (var id in templates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Count(1, await writer.RunAsync(db => Continue(db, id, reference.Programme.Calendar, clock.GetUtcNow())));
            await run.SaveProgressAsync();
        }

        slots.Forget();
    }

    /// <summary>Also at the first start, so that there is something for tonight.</summary>
    /// <returns>How many slots it made.</returns>
    internal static int Continue(RewardsDb db, string templateId, BusinessCalendar calendar, DateTimeOffset now)
    {
        db.HoldReference();
        var template = db.SlotTemplates.First(one => one.Id == templateId);
        var offer = db.Offers.First(one => one.Id == template.OfferId);
        if (template.EndedAt is not null || offer.ClosedAt is not null)
        {
            return 0;
        }

        var (today, what) = (calendar.DateOf(now), SupplyJson.ReadTemplate(template.Template));
        var venue = db.Venues.FirstOrDefault(one => one.Id == offer.VenueId);
        var plan = TemplateSlots.Plan(what, (today, today.AddDays(template.DaysAhead!.Value - 1)), venue, (calendar, now));
        return TemplateSlots.Make(db, offer, (what, plan), now).Made.Count;
    }
}
