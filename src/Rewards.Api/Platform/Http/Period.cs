using System.Globalization;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>A stretch of time, read from <c>from</c> and <c>to</c>.</summary>
/// <param name="From">UTC, inclusive; null: from the beginning.</param>
/// <param name="Until">UTC, exclusive; null: up to now.</param>
public sealed record Period(DateTimeOffset? From, DateTimeOffset? Until)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>ISO 8601, with or without seconds, fractions and zone (UTC if left out).</summary>
    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>
    /// A day means the whole business date, both ends included; an instant means itself, the end excluded.
    /// </summary>
    /// <exception cref="BindingException">Neither a day nor an instant, or the end is before the beginning.</exception>
    public static Period Read(string? from, string? to, BusinessCalendar calendar)
    {
        var period = new Period(
            from is null ? null : ReadOne("from", from, calendar.StartOf),
            to is null ? null : ReadOne("to", to, calendar.EndOf));

        // The end of a day is the beginning of the next one, which is after it.
        var isWholeDay = to is not null && DayIn(to) is not null;
        var isBackwards = period.From > period.Until || (period.From == period.Until && isWholeDay);
        return isBackwards ? throw BindingException.Invalid("from", "must not be after to") : period;
    }

    /// <exception cref="BindingException">Not a day.</exception>
    public static DateOnly ReadDay(string name, string text) =>
        DayIn(text) ?? throw BindingException.Invalid(name, "must be a day like 2026-11-23");

    /// <summary>Ids with this prefix that were made within the period: from the first up to the end, excluded.</summary>
    public (string First, string End) Ids(string prefix) => (
        From is { } from ? TypeId.First(prefix, from) : prefix,
        Until is { } until ? TypeId.First(prefix, until) : prefix + "~");

    /// <summary>Whether the id was made within the period.</summary>
    public bool Has(string prefix, string id)
    {
        var (first, end) = Ids(prefix);
        return string.CompareOrdinal(id, first) >= 0 && string.CompareOrdinal(id, end) < 0;
    }

    private static DateOnly? DayIn(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && IsSane(day.Year)
                ? day
                : null;

    /// <summary>The whole of one business date.</summary>
    /// <exception cref="BindingException">Not a day.</exception>
    public static Period OfDay(string name, string text, BusinessCalendar calendar)
    {
        var day = ReadDay(name, text);
        return new Period(calendar.StartOf(day), calendar.EndOf(day));
    }

    private static DateTimeOffset ReadOne(string name, string text, Func<DateOnly, DateTimeOffset> edge)
    {
        if (DayIn(text) is { } day)
        {
            return edge(day);
        }

        return DateTimeOffset.TryParseExact(
            text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                && IsSane(instant.Year)
                    ? instant.ToUniversalTime()
                    : throw BindingException.Invalid(
                        name, "must be a day like 2026-11-23 or an instant like 2026-11-23T04:05:06Z");
    }

    private static bool IsSane(int year) => year is >= 2000 and <= 2100;
}
