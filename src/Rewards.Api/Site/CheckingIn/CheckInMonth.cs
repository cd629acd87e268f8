namespace Rewards.Api.Site.CheckingIn;

/// <summary>A month of check-ins, as a calendar shows it: weeks begin on Sunday, as they do in WeChat.</summary>
/// <param name="Today">In the programme's time zone.</param>
/// <param name="Done">Days of this month with a check-in.</param>
public sealed record CheckInMonth(DateOnly Today, IReadOnlyList<DateOnly> Done)
{
    public DateOnly First => new(Today.Year, Today.Month, 1);

    public bool IsTodayDone => Done.Contains(Today);

    /// <summary>Weeks of seven days; null before the first and after the last.</summary>
    public IEnumerable<DateOnly?[]> Weeks()
    {
        var days = Enumerable.Repeat<DateOnly?>(null, (int)First.DayOfWeek)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(Today.Year, Today.Month))
                .Select(day => (DateOnly?)First.AddDays(day)));
        return days.Chunk(7).Select(week => week.Length == 7 ? week : [.. week, .. new DateOnly?[7 - week.Length]]);
    }
}
