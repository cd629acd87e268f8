using Rewards.Api.Site.ReviewingPoints;

namespace Rewards.Api.Site.CheckingIn;

/// <summary>A month of check-ins, as a calendar shows it: weeks begin on Sunday, as they do in WeChat.</summary>
/// <param name="Month">Which.</param>
/// <param name="Joined">The day on which the member came.</param>
/// <param name="Today">In the programme's time zone.</param>
/// <param name="Done">Days of this month with a check-in.</param>
public sealed record CheckInMonth(ListMonth Month, DateOnly Joined, DateOnly Today, IReadOnlyList<DateOnly> Done)
{
    public DateOnly First => Month.First;

    /// <summary>Weeks of seven days; null before the first and after the last.</summary>
    public IEnumerable<DateOnly?[]> Weeks()
    {
        var days = Enumerable.Repeat<DateOnly?>(null, (int)First.DayOfWeek)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(First.Year, First.Month))
                .Select(day => (DateOnly?)First.AddDays(day)));
        return days.Chunk(7).Select(week => week.Length == 7 ? week : [.. week, .. new DateOnly?[7 - week.Length]]);
    }

    /// <summary>Of the texts and of the stylesheet; null: nothing was to be done on that day, or it is today.</summary>
    public string? StateOf(DateOnly day) =>
        Done.Contains(day) ? "done"
        : day > Today ? "future"
        : day < Today && day >= Joined ? "missed"
        : null;
}
