namespace Rewards.Domain.Supplying;

/// <summary>The places of a slot.</summary>
/// <param name="Capacity">All.</param>
/// <param name="Taken">Of tickets that are not cancelled, and of open offers to who waits.</param>
/// <param name="Used">Whose ticket was used.</param>
/// <param name="WalkIn">Kept for people without an order, or given to them.</param>
/// <param name="WalkInTaken">
/// Given to people without an order: of those kept, and after the last admission of those that nobody came for.
/// </param>
public readonly record struct SlotPlaces(int Capacity, int Taken, int Used, int WalkIn, int WalkInTaken)
{
    /// <summary>What can still be ordered.</summary>
    public int Left => Capacity - Taken - WalkIn;
}

/// <summary>How a slot stands at a moment. Computed, never stored.</summary>
public enum SlotState
{
    NotOpen,
    Open,
    Full,

    /// <summary>It is too late to book.</summary>
    Closed,
    Running,
    Over,
    Cancelled,
}

/// <summary>When a slot is, and how it can be booked.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="IsCancelled">By the merchant or an operator.</param>
/// <param name="Places">As they are now.</param>
public sealed record SlotTimes(DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsCancelled, SlotPlaces Places)
{
    /// <summary>From when it can be booked; null: since it was made.</summary>
    public DateTimeOffset? OpensAt(BookingRules rules, BusinessCalendar calendar) => rules.Opens is not { } opens
        ? null
        : calendar.InstantOf(calendar.DateOf(StartsAt).AddDays(-opens.DaysBefore), opens.At);

    /// <summary>The first instant at which nothing can be booked any more.</summary>
    public DateTimeOffset ClosesAt(BookingRules rules) => StartsAt.AddMinutes(-rules.ClosesMinutesBefore);

    /// <summary>Up to when one is let in (exclusive).</summary>
    public DateTimeOffset AdmittedUntil(AdmissionRules rules)
    {
        var until = StartsAt.AddMinutes(rules.UntilMinutesAfterStart);
        return until < EndsAt ? until : EndsAt;
    }

    /// <summary>
    /// Places for whoever comes next: after the last admission those that nobody came for are free again, where the
    /// offer releases them.
    /// </summary>
    public int LeftAt(DateTimeOffset now, AdmissionRules rules) =>
        IsReleasedAt(now, rules) ? LeftForWalkInsAt(now, rules) : Places.Left;

    /// <summary>Places for who comes without an order: those kept for them are among these.</summary>
    public int LeftForWalkInsAt(DateTimeOffset now, AdmissionRules rules) =>
        Places.Capacity - Places.WalkInTaken - (IsReleasedAt(now, rules) ? Places.Used : Places.Taken);

    /// <summary>Whether the places of those who did not come are free.</summary>
    public bool IsReleasedAt(DateTimeOffset now, AdmissionRules rules) =>
        rules.OnMiss == OnMiss.Release && now >= AdmittedUntil(rules);

    public SlotState StateAt(DateTimeOffset now, OfferContent content, BusinessCalendar calendar) =>
        IsCancelled ? SlotState.Cancelled
        : now >= EndsAt ? SlotState.Over
        : now >= StartsAt ? SlotState.Running
        : content.Booking.Mode == BookingMode.WalkIn ? SlotState.Open
        : BookableState(now, content.Booking, calendar);

    private SlotState BookableState(DateTimeOffset now, BookingRules rules, BusinessCalendar calendar) =>
        OpensAt(rules, calendar) > now ? SlotState.NotOpen
        : now >= ClosesAt(rules) ? SlotState.Closed
        : Places.Left <= 0 ? SlotState.Full
        : SlotState.Open;
}
