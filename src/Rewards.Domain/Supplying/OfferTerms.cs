using Rewards.Domain.Programmes;

namespace Rewards.Domain.Supplying;

/// <summary>How many tickets one member may have; null: as many as there are.</summary>
/// <param name="PerOrder">1 to <see cref="MostPerOrder"/>.</param>
/// <param name="PerSlot">Of one slot.</param>
/// <param name="PerDay">On one business date: the slot's, for goods the order's.</param>
/// <param name="PerOffer">For ever.</param>
public sealed record TicketLimits(int? PerOrder, int? PerSlot, int? PerDay, int? PerOffer)
{
    public const int MostPerOrder = 10;

    public static TicketLimits Usual { get; } = new(MostPerOrder, null, null, null);
}

/// <summary>Whether a place must be booked. Persisted by its snake_case name: never renamed.</summary>
public enum BookingMode
{
    Required = 1,

    /// <summary>Whoever comes first: nothing can be booked.</summary>
    WalkIn = 2,
}

/// <param name="Mode">Whether a place must be booked.</param>
/// <param name="Opens">From when; null: as soon as there is a slot.</param>
/// <param name="ClosesMinutesBefore">How long before the start the last order may come.</param>
public sealed record BookingRules(BookingMode Mode, BookingOpening? Opens, int ClosesMinutesBefore)
{
    public static BookingRules Usual { get; } = new(BookingMode.Required, null, 0);
}

/// <param name="DaysBefore">Business dates before the slot's.</param>
/// <param name="At">On that day, in the programme's time zone.</param>
public sealed record BookingOpening(int DaysBefore, TimeOnly At);

/// <summary>What becomes of a place whose ticket is not used in time. Persisted by its snake_case name.</summary>
public enum OnMiss
{
    /// <summary>It goes to walk-ins.</summary>
    Release = 1,

    /// <summary>It stays the member's until the end.</summary>
    Keep = 2,
}

/// <param name="FromMinutesBefore">How long before the start the door opens.</param>
/// <param name="UntilMinutesAfterStart">How late one may come.</param>
/// <param name="OnMiss">What becomes of the place then.</param>
public sealed record AdmissionRules(int FromMinutesBefore, int UntilMinutesAfterStart, OnMiss OnMiss)
{
    public static AdmissionRules Usual { get; } = new(30, 15, OnMiss.Keep);
}

/// <param name="UntilMinutesBefore">The last moment to cancel, before the start (inclusive).</param>
/// <param name="Tiers">
/// What it costs, the earliest first; none: nothing. A tier holds from its own minute (inclusive) down to the next's.
/// </param>
public sealed record CancellationRules(int UntilMinutesBefore, IReadOnlyList<CancellationTier> Tiers)
{
    public const int MostTiers = 6;

    public static CancellationRules FreeUntilStart { get; } = new(0, []);

    /// <summary>A cinema's usual ladder, after the standard of Shenzhen's cinemas.</summary>
    public static CancellationRules Cinema { get; } = new(
        30,
        [
            new CancellationTier((24 * 60) + 1, 0),
            new CancellationTier(2 * 60, 10),
            new CancellationTier(60, 20),
            new CancellationTier(30, 30),
        ]);

    /// <summary>
    /// Where an offer says nothing. Cinemas and theatres have their ladder; all else is free until it begins: a court
    /// with its hour, a day ticket with its day.
    /// </summary>
    public static CancellationRules UsualFor(Category category, OfferKind kind) =>
        category == Category.Film && kind == OfferKind.Slot ? Cinema : FreeUntilStart;

    /// <summary>Whether every minute in which one may cancel has exactly one price.</summary>
    internal bool IsLadder =>
        Tiers.Zip(Tiers.Skip(1)).All(pair => pair.First.FromMinutesBefore > pair.Second.FromMinutesBefore)
        && (Tiers.Count == 0 || Tiers[^1].FromMinutesBefore <= UntilMinutesBefore);
}

/// <param name="FromMinutesBefore">At least so long before the start.</param>
/// <param name="FeePercent">Of the price, taken from the cash only.</param>
public sealed record CancellationTier(int FromMinutesBefore, int FeePercent);
