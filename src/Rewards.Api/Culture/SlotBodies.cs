using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>A time with places.</summary>
[PartOfBody]
public sealed record NewSlot : IValidatableObject
{
    /// <summary>UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>UTC, after the start and at most 31 days later.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How many tickets.</summary>
    /// <example>4</example>
    [Range(1, SlotRow.MostPlaces, ErrorMessage = "must be from 1 to 100000")]
    public required int Capacity { get; init; }

    /// <summary>Where in the venue; null: not said.</summary>
    /// <example>1号场</example>
    [Text(SlotRow.LongestResource)]
    public string? Resource { get; init; }

    /// <summary>Null: what the offer costs.</summary>
    /// <example>null</example>
    [Range(0L, Fen.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public long? PriceFen { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndsAt <= StartsAt || EndsAt > StartsAt.AddDays(31))
        {
            yield return new ValidationResult("must be after starts_at, by 31 days at most", [nameof(EndsAt)]);
        }
    }
}

/// <summary>Slots to be made.</summary>
/// <param name="Slots">1 to 500; one that is there already, at the same time and place, is left alone.</param>
public sealed record NewSlotsBody(
    [property: Length(1, MakingSlots.MostAtOnce, ErrorMessage = "must have 1 to 500 slots")] IReadOnlyList<NewSlot> Slots);

/// <summary>What is left out stays as it is.</summary>
public sealed record SlotChangeBody
{
    /// <summary>Another time (UTC): it moves. Without <c>ends_at</c> it stays as long as it was.</summary>
    /// <example>2026-12-01T11:00:00Z</example>
    [DisallowNull]
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>UTC, after the start and at most 31 days later.</summary>
    /// <example>2026-12-01T12:00:00Z</example>
    [DisallowNull]
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Another venue of the merchant's: it moves.</summary>
    /// <example>ven_01m6a6ft00e8cr5n3j7k2q9w4x</example>
    [DisallowNull]
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")]
    public string? VenueId { get; init; }

    /// <summary>Not below what is taken.</summary>
    /// <example>6</example>
    [DisallowNull]
    [Range(1, SlotRow.MostPlaces, ErrorMessage = "must be from 1 to 100000")]
    public int? Capacity { get; init; }

    /// <summary>Places kept for people without an order.</summary>
    /// <example>2</example>
    [DisallowNull]
    [Range(0, SlotRow.MostPlaces, ErrorMessage = "must be from 0 to 100000")]
    public int? WalkInPlaces { get; init; }

    /// <summary>Of orders from now on.</summary>
    /// <example>5000</example>
    [DisallowNull]
    [Range(0L, Fen.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public long? PriceFen { get; init; }
}

/// <param name="Reason" example="场馆临时检修">What members read, 1 to 200 characters.</param>
public sealed record SlotCancelBody([property: Text(SlotRow.LongestReason)] string Reason);

/// <summary>A stretch of each day.</summary>
/// <param name="From" example="09:00">In the programme's time zone.</param>
/// <param name="Until" example="12:00">Not after <c>from</c>: on the next day.</param>
[PartOfBody]
public sealed record WindowTerms(TimeOnly From, TimeOnly Until);

/// <summary>How slots are made: for days from … to, or always for so many days ahead.</summary>
public sealed record TemplateBody : IValidatableObject
{
    /// <summary>Only says what it would make.</summary>
    public bool DryRun { get; init; }

    /// <summary>The first business date. With <c>to</c>, and without <c>days_ahead</c>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last business date (inclusive).</summary>
    public DateOnly? To { get; init; }

    /// <summary>Every day anew, for so many days ahead, today included.</summary>
    /// <example>7</example>
    [Range(1, 60, ErrorMessage = "must be from 1 to 60")]
    public int? DaysAhead { get; init; }

    /// <summary>None: every day.</summary>
    [Length(0, 7, ErrorMessage = "must have 0 to 7 days")]
    public IReadOnlyList<DayOfWeek> Weekdays { get; init; } = [];

    /// <summary>1 to 10.</summary>
    [Length(1, 10, ErrorMessage = "must have 1 to 10 windows")]
    public required IReadOnlyList<WindowTerms> Windows { get; init; }

    /// <summary>How long a slot is; null: as long as its window.</summary>
    /// <example>60</example>
    [Range(5, 24 * 60, ErrorMessage = "must be from 5 to 1440")]
    public int? SlotMinutes { get; init; }

    /// <summary>What becomes of a window's end that is too short: <c>drop</c> it, or make it a <c>short</c> slot.</summary>
    public WindowRest Rest { get; init; } = WindowRest.Drop;

    /// <summary>Tickets of each slot.</summary>
    /// <example>4</example>
    [Range(1, SlotRow.MostPlaces, ErrorMessage = "must be from 1 to 100000")]
    public required int Capacity { get; init; }

    /// <summary>Each gets slots of its own; none: not said where.</summary>
    [Length(0, 50, ErrorMessage = "must have 0 to 50 resources")]
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Null: what the offer costs.</summary>
    /// <example>null</example>
    [Range(0L, Fen.MostInOneOperation, ErrorMessage = "must be from 0 to 1000000000")]
    public long? PriceFen { get; init; }

    /// <summary>Days without slots.</summary>
    [Length(0, 366, ErrorMessage = "must have 0 to 366 days")]
    public IReadOnlyList<DateOnly> Except { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!SaysWhen)
        {
            yield return new ValidationResult("send from and to, or days_ahead, and not both", [nameof(DaysAhead)]);
        }
        else if (From > To || From?.AddDays(366) < To)
        {
            yield return new ValidationResult("must be from from to a year later", [nameof(To)]);
        }

        foreach (var mistake in TextLists.MistakesIn(Resources, SlotRow.LongestResource, nameof(Resources)))
        {
            yield return mistake;
        }
    }

    /// <summary>By two days, or by how many there are.</summary>
    private bool SaysWhen => DaysAhead is null ? From is not null && To is not null : From is null && To is null;

    /// <param name="today">The business date.</param>
    internal (DateOnly First, DateOnly Last) DaysFrom(DateOnly today) => DaysAhead is { } ahead
        ? (today, today.AddDays(ahead - 1))
        : (From!.Value, To!.Value);

    internal SlotTemplate ToTemplate() => new(
        Weekdays,
        [.. Windows.Select(window => new SlotWindow(window.From, window.Until))],
        SlotMinutes,
        Rest,
        Capacity,
        Resources,
        Except)
    {
        Price = PriceFen is { } price ? new Fen(price) : null,
    };
}
