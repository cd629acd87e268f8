using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture;

/// <summary>Which slots are wanted.</summary>
/// <param name="From">A business date (the whole day) or an instant; by <c>starts_at</c>. Left out: what is not over.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>starts_at</c>.</param>
public sealed record SlotFilter(
    [property: FromQuery(Name = "from")] string? From, [property: FromQuery(Name = "to")] string? To);

/// <summary>Reads an offer's slots page by page, in order of time, also while slots are added.</summary>
internal sealed class SlotPages(RewardsDb db, ReferenceData reference, Clock clock)
{
    private const char Separator = '/';

    /// <summary>The page's rows and one more.</summary>
    public Task<List<SlotRow>> ReadAsync(
        string offerId, SlotFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (period, now) = (Period.Read(filter.From, filter.To, reference.Programme.Calendar), clock.GetUtcNow());
        var slots = db.Slots.Where(slot => slot.OfferId == offerId);
        slots = period.From is { } from ? slots.Where(slot => slot.StartsAt >= from) : slots.Where(slot => slot.EndsAt > now);
        slots = period.Until is { } until ? slots.Where(slot => slot.StartsAt < until) : slots;
        if (page.Position is { } position)
        {
            var parts = position.Split(Separator);
            var (start, id) = (new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), parts[1]);
            slots = slots.Where(slot => slot.StartsAt > start
                || (slot.StartsAt == start && slot.SlotId.CompareTo(id) > 0));
        }

        return slots.OrderBy(slot => slot.StartsAt).ThenBy(slot => slot.SlotId)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
    }

    public static string Position(SlotRow slot) =>
        string.Create(CultureInfo.InvariantCulture, $"{slot.StartsAt.UtcTicks}{Separator}{slot.SlotId}");
}
