using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.CheckingIn;

/// <summary>One day of the way to the bonus.</summary>
/// <param name="Number">Which day in a row it is.</param>
/// <param name="Points">What checking in brings, or would bring, on it.</param>
public sealed record WeekDay(long Number, long Points, bool IsDone, bool IsToday, bool IsBonus);

/// <summary>The days of a streak up to its next bonus: what was done, what today brings, what is still to come.</summary>
/// <param name="Days">As many as lie between two bonuses, at most seven.</param>
/// <param name="StreakDays">Days in a row up to now.</param>
/// <param name="NextPoints">What the next check-in brings.</param>
public sealed record CheckInWeek(IReadOnlyList<WeekDay> Days, long StreakDays, long NextPoints)
{
    private const int Most = 7;

    /// <param name="earning">The programme's rules.</param>
    /// <param name="streak">Days in a row up to now, today's included if it is done.</param>
    /// <param name="isTodayDone">Whether today's check-in is.</param>
    public static CheckInWeek Of(EarningRules earning, long streak, bool isTodayDone)
    {
        var every = earning.StreakBonusPoints.IsZero ? Most : earning.StreakBonusEveryDays;
        var today = isTodayDone ? streak : streak + 1;

        // The last day shown is a bonus day, or as near to it as fits behind today.
        var last = (today + every - 1) / every * every;
        last = Math.Min(last, Math.Max(today, last - every + Most));
        var first = Math.Max(last - Math.Min(every, Most) + 1, 1);
        return new CheckInWeek(
            [.. Range(first, last).Select(day => new WeekDay(
                day, PointsOn(day, earning), day <= streak, day == today, IsBonus(day, earning)))],
            streak,
            PointsOn(streak + 1, earning));
    }

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var day = first; day <= last; day++)
        {
            yield return day;
        }
    }

    private static long PointsOn(long day, EarningRules earning) =>
        earning.CheckInPoints.Value + (IsBonus(day, earning) ? earning.StreakBonusPoints.Value : 0);

    private static bool IsBonus(long day, EarningRules earning) =>
        !earning.StreakBonusPoints.IsZero && day % earning.StreakBonusEveryDays == 0;
}
