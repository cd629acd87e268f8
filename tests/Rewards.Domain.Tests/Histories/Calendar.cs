namespace Rewards.Domain.Tests.Histories;

/// <summary>The days of Shanghai, counted without any time zone's data: eight hours ahead, always.</summary>
internal static class Calendar
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime + Offset);

    public static DateTimeOffset StartOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(default), Offset).ToUniversalTime();

    public static DateOnly EndOfMonth(DateOnly day, int monthsLater = 0) =>
        new DateOnly(day.Year, day.Month, 1).AddMonths(monthsLater + 1).AddDays(-1);
}
