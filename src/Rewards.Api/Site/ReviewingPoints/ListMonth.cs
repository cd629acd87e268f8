using System.Globalization;
using Rewards.Api.Platform.Http;
using Rewards.Domain;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>The calendar month that a list shows, in the programme's time zone.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Joined">The first day of the month in which the member came: no list begins before.</param>
/// <param name="Current">The first day of this month.</param>
public sealed record ListMonth(DateOnly First, DateOnly Joined, DateOnly Current)
{
    private const string Form = "yyyy-MM";

    public string Key => KeyOf(First);

    /// <summary>Null: the member was not there yet.</summary>
    public string? Before => First > Joined ? KeyOf(First.AddMonths(-1)) : null;

    /// <summary>Null: that is still to come.</summary>
    public string? After => First < Current ? KeyOf(First.AddMonths(1)) : null;

    /// <param name="text">As an address has it; whatever is no month of this member's is the current one.</param>
    /// <param name="joined">The day on which the member came.</param>
    /// <param name="today">The current day.</param>
    public static ListMonth Read(string? text, DateOnly joined, DateOnly today)
    {
        var (earliest, current) = (FirstOf(joined), FirstOf(today));
        var isMonth = DateOnly.TryParseExact(
            text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month);
        return new ListMonth(
            isMonth && month >= earliest && month <= current ? month : current, earliest, current);
    }

    public Period In(BusinessCalendar calendar) =>
        new(calendar.StartOf(First), calendar.StartOf(First.AddMonths(1)));

    /// <summary>The month of a day, as an address has it.</summary>
    public static string KeyOf(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
