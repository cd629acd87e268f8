namespace Rewards.Domain;

/// <summary>
/// Days as the programme counts them: calendar days of one time zone, whatever zone the host runs in.
/// </summary>
public sealed record BusinessCalendar(TimeZoneInfo Zone)
{
    /// <summary>The business date on which <paramref name="instant"/> falls.</summary>
    public DateOnly DateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The first instant (UTC) of <paramref name="day"/>: where clocks skip midnight, the first one after it; where
    /// they repeat it, the earliest reading.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        // Offsets are asked for by instant. By local time a zone answers wrongly for midnights that were skipped before
        // its standard offset changed (Asunción 2024, Damascus 2022): a day would begin an hour inside the one before.
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var byOffsetBefore = midnight - Zone.GetUtcOffset(midnight.AddDays(-1));
        var byOffsetAfter = midnight - Zone.GetUtcOffset(midnight.AddDays(1));
        var (sooner, later) = byOffsetBefore < byOffsetAfter
            ? (byOffsetBefore, byOffsetAfter)
            : (byOffsetAfter, byOffsetBefore);
        return DateOf(sooner) >= day ? sooner : later;
    }

    /// <summary>
    /// The first instant (UTC) that is no longer in <paramref name="day"/>: what ends with the day is over from here
    /// on.
    /// </summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>
    /// The instant (UTC) at which clocks show <paramref name="time"/> on <paramref name="day"/>: where they skip it, as
    /// long after the gap's beginning as it lies in it; where they show it twice, the earlier one.
    /// </summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            return new DateTimeOffset(local - Zone.GetUtcOffset(local.AddDays(-1)), TimeSpan.Zero);
        }

        var offset = Zone.IsAmbiguousTime(local)
            ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }
}
