using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>How many tickets one member may have; null: as many as there are.</summary>
[PartOfBody]
public sealed record LimitsTerms
{
    private const int Most = 1000;

    /// <summary>In one order, at most 10.</summary>
    /// <example>4</example>
    [Range(1, TicketLimits.MostPerOrder, ErrorMessage = "must be from 1 to 10")]
    public int? PerOrder { get; init; } = TicketLimits.MostPerOrder;

    /// <summary>Of one slot.</summary>
    /// <example>2</example>
    [Range(1, Most, ErrorMessage = "must be from 1 to 1000")]
    public int? PerSlot { get; init; }

    /// <summary>On one business date: the slot's, for goods the order's.</summary>
    /// <example>2</example>
    [Range(1, Most, ErrorMessage = "must be from 1 to 1000")]
    public int? PerDay { get; init; }

    /// <summary>For ever.</summary>
    /// <example>10</example>
    [Range(1, Most, ErrorMessage = "must be from 1 to 1000")]
    public int? PerOffer { get; init; }

    internal TicketLimits ToLimits() => new(PerOrder, PerSlot, PerDay, PerOffer);

    internal static LimitsTerms From(TicketLimits limits) => new()
    {
        PerOrder = limits.PerOrder,
        PerSlot = limits.PerSlot,
        PerDay = limits.PerDay,
        PerOffer = limits.PerOffer,
    };
}

/// <summary>Whether a place must be booked, and when it can be.</summary>
[PartOfBody]
public sealed record BookingTerms
{
    /// <summary><c>required</c>, or <c>walk_in</c>: whoever comes first.</summary>
    /// <example>required</example>
    public BookingMode Mode { get; init; } = BookingMode.Required;

    /// <summary>From when; null: as soon as there is a slot.</summary>
    public OpeningTerms? Opens { get; init; }

    /// <summary>How long before the start the last order may come.</summary>
    /// <example>0</example>
    [Range(0, 60 * 24 * 60, ErrorMessage = "must be from 0 to 86400")]
    public int ClosesMinutesBefore { get; init; }

    internal BookingRules ToRules() => new(Mode, Opens?.ToOpening(), ClosesMinutesBefore);

    internal static BookingTerms From(BookingRules rules) => new()
    {
        Mode = rules.Mode,
        Opens = rules.Opens is { } opens ? new OpeningTerms(opens.DaysBefore, opens.At) : null,
        ClosesMinutesBefore = rules.ClosesMinutesBefore,
    };
}

/// <summary>When booking opens.</summary>
/// <param name="DaysBefore" example="3">Business dates before the slot's.</param>
/// <param name="At" example="08:00">On that day, in the programme's time zone.</param>
[PartOfBody]
public sealed record OpeningTerms(
    [property: Range(0, 60, ErrorMessage = "must be from 0 to 60")] int DaysBefore, TimeOnly At)
{
    internal BookingOpening ToOpening() => new(DaysBefore, At);
}

/// <summary>When one is let in.</summary>
[PartOfBody]
public sealed record AdmissionTerms
{
    /// <summary>How long before the start the door opens.</summary>
    /// <example>30</example>
    [Range(0, 24 * 60, ErrorMessage = "must be from 0 to 1440")]
    public int FromMinutesBefore { get; init; } = AdmissionRules.Usual.FromMinutesBefore;

    /// <summary>How late one may come.</summary>
    /// <example>15</example>
    [Range(0, 24 * 60, ErrorMessage = "must be from 0 to 1440")]
    public int UntilMinutesAfterStart { get; init; } = AdmissionRules.Usual.UntilMinutesAfterStart;

    /// <summary>What becomes of a place that nobody came for: <c>release</c> to walk-ins, or <c>keep</c>.</summary>
    /// <example>keep</example>
    public OnMiss OnMiss { get; init; } = AdmissionRules.Usual.OnMiss;

    internal AdmissionRules ToRules() => new(FromMinutesBefore, UntilMinutesAfterStart, OnMiss);

    internal static AdmissionTerms From(AdmissionRules rules) => new()
    {
        FromMinutesBefore = rules.FromMinutesBefore,
        UntilMinutesAfterStart = rules.UntilMinutesAfterStart,
        OnMiss = rules.OnMiss,
    };
}

/// <summary>Until when and at what cost one may cancel.</summary>
[PartOfBody]
public sealed record CancellationTerms
{
    private const int LongestAhead = 60 * 24 * 60;

    /// <summary>The last moment, before the start (inclusive).</summary>
    /// <example>30</example>
    [Range(0, LongestAhead, ErrorMessage = "must be from 0 to 86400")]
    public int UntilMinutesBefore { get; init; }

    /// <summary>What it costs, the earliest first; none: nothing.</summary>
    [Length(0, CancellationRules.MostTiers, ErrorMessage = "must have 0 to 6 tiers")]
    public IReadOnlyList<TierTerms> Tiers { get; init; } = [];

    internal CancellationRules ToRules() =>
        new(UntilMinutesBefore, [.. Tiers.Select(tier => new CancellationTier(tier.FromMinutesBefore, tier.FeePercent))]);

    internal static CancellationTerms From(CancellationRules rules) => new()
    {
        UntilMinutesBefore = rules.UntilMinutesBefore,
        Tiers = [.. rules.Tiers.Select(tier => new TierTerms(tier.FromMinutesBefore, tier.FeePercent))],
    };
}

/// <summary>What cancelling costs from a moment on.</summary>
/// <param name="FromMinutesBefore" example="120">At least so long before the start (inclusive).</param>
/// <param name="FeePercent" example="10">Of the price, taken from the cash only.</param>
[PartOfBody]
public sealed record TierTerms(
    [property: Range(0, 60 * 24 * 60, ErrorMessage = "must be from 0 to 86400")] int FromMinutesBefore,
    [property: Range(0, 100, ErrorMessage = "must be from 0 to 100")] int FeePercent);
