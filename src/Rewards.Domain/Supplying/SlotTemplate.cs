namespace Rewards.Domain.Supplying;

/// <summary>A stretch of a day.</summary>
/// <param name="From">Its beginning, in the programme's time zone.</param>
/// <param name="Until">Its end; not after <paramref name="From"/>: on the next day.</param>
public sealed record SlotWindow(TimeOnly From, TimeOnly Until)
{
    /// <summary>A time of day minus another goes round the clock by itself.</summary>
    public int Minutes => Until == From ? 24 * 60 : (int)(Until - From).TotalMinutes;
}

/// <summary>What becomes of the end of a window that is shorter than a slot.</summary>
public enum WindowRest
{
    Drop = 1,

    /// <summary>It is a short slot.</summary>
#pragma warning disable CA1720 // The word of the contract, for minutes and not for a number.
    Short = 2,
#pragma warning restore CA1720
}

/// <summary>How slots are made for many days.</summary>
/// <param name="Weekdays">On which; none: on all.</param>
/// <param name="Windows">When on such a day.</param>
/// <param name="SlotMinutes">How long a slot is; null: as long as its window.</param>
/// <param name="Rest">What becomes of a window's end.</param>
/// <param name="Capacity">Places of each slot.</param>
/// <param name="Resources">Each gets slots of its own; none: it is not said where.</param>
/// <param name="Except">Days without slots.</param>
public sealed record SlotTemplate(
    IReadOnlyList<DayOfWeek> Weekdays,
    IReadOnlyList<SlotWindow> Windows,
    int? SlotMinutes,
    WindowRest Rest,
    int Capacity,
    IReadOnlyList<string> Resources,
    IReadOnlyList<DateOnly> Except)
{
    /// <summary>What one slot may cost where it differs from the offer; null: as the offer.</summary>
    public Fen? Price { get; init; }

    public bool IsOn(DateOnly day) => (Weekdays.Count == 0 || Weekdays.Contains(day.DayOfWeek)) && !Except.Contains(day);
}

/// <summary>Days on which a venue is closed.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last (inclusive).</param>
/// <param name="Reason">Why.</param>
/// <param name="AnnouncedOn">When it was made known; null: not said.</param>
public sealed record Closure(DateOnly From, DateOnly To, string Reason, DateOnly? AnnouncedOn)
{
    public bool Has(DateOnly day) => day >= From && day <= To;
}

/// <summary>A slot to be made.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Resource">Where in the venue; null: not said.</param>
public sealed record PlannedSlot(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Resource)
{
    public bool Overlaps(DateTimeOffset startsAt, DateTimeOffset endsAt) => StartsAt < endsAt && startsAt < EndsAt;
}

/// <summary>The end of a window for which a slot is too long.</summary>
/// <param name="From">UTC.</param>
/// <param name="Until">UTC.</param>
public sealed record DroppedRest(DateTimeOffset From, DateTimeOffset Until);

/// <summary>A day that a template would have had, but for the venue.</summary>
/// <param name="Day">Which.</param>
/// <param name="Reason">Why the venue is closed.</param>
public sealed record ClosedDay(DateOnly Day, string Reason);

/// <summary>What a template makes of a stretch of days.</summary>
/// <param name="Slots">In order of time.</param>
/// <param name="Rests">What was left over of windows, and dropped.</param>
/// <param name="Closed">Days that were left out.</param>
public sealed record SlotPlan(
    IReadOnlyList<PlannedSlot> Slots, IReadOnlyList<DroppedRest> Rests, IReadOnlyList<ClosedDay> Closed)
{
    /// <param name="template">What to make.</param>
    /// <param name="first">The first business date.</param>
    /// <param name="last">The last one (inclusive).</param>
    /// <param name="venue">When it is closed, and the programme's calendar.</param>
    public static SlotPlan Of(
        SlotTemplate template,
        DateOnly first,
        DateOnly last,
        (IReadOnlyList<Closure> Closures, BusinessCalendar Calendar) venue)
    {
        var (slots, rests, closed) = (new List<PlannedSlot>(), new List<DroppedRest>(), new List<ClosedDay>());
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!template.IsOn(day))
            {
                continue;
            }

            if (venue.Closures.FirstOrDefault(closure => closure.Has(day)) is { } closure)
            {
                closed.Add(new ClosedDay(day, closure.Reason));
                continue;
            }

            foreach (var window in template.Windows)
            {
                Fill(template, window, venue.Calendar.InstantOf(day, window.From), slots, rests);
            }
        }

        return new SlotPlan(
            [.. slots.OrderBy(slot => slot.StartsAt).ThenBy(slot => slot.Resource, StringComparer.Ordinal)], rests, closed);
    }

    private static void Fill(
        SlotTemplate template,
        SlotWindow window,
        DateTimeOffset from,
        List<PlannedSlot> slots,
        List<DroppedRest> rests)
    {
        var length = template.SlotMinutes ?? window.Minutes;
        var until = from.AddMinutes(window.Minutes);
        var start = from;
        for (; start.AddMinutes(length) <= until; start = start.AddMinutes(length))
        {
            Add(start, start.AddMinutes(length));
        }

        if (start == until)
        {
            return;
        }

        if (template.Rest == WindowRest.Short)
        {
            Add(start, until);
        }
        else
        {
            rests.Add(new DroppedRest(start, until));
        }

        void Add(DateTimeOffset startsAt, DateTimeOffset endsAt) =>
            slots.AddRange(template.Resources.Count == 0
                ? [new PlannedSlot(startsAt, endsAt, null)]
                : template.Resources.Select(resource => new PlannedSlot(startsAt, endsAt, resource)));
    }
}
