using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.CheckingIn;

/// <summary>One day of the way to the bonus.</summary>
/// <param name="Number">Which day in a row it is.</param>
/// <param name="Points">What checking in brings, or would bring, on it.</param>
public sealed record WeekDay(long Number, long Points, bool IsDone, bool IsToday, bool IsBonus);

/// <summary>The days of a streak around today: up to the next bonus, where that is near enough.</summary>
/// <param name="Days">At most seven.</param>
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
        var (every, today) = (earning.StreakBonusEveryDays, isTodayDone ? streak : streak + 1);
        var length = Math.Min(every, Most);
        var bonus = (today + every - 1) / every * every;
        var first = Math.Min(today, bonus - length + 1);
        var hasBonus = !earning.StreakBonusPoints.IsZero;
        return new CheckInWeek(
            [.. Enumerable.Sequence(first, first + length - 1, 1L).Select(day => new WeekDay(
                day,
                earning.CheckInPointsOn(day).Value,
                day <= streak,
                day == today,
                hasBonus && earning.IsBonusDay(day)))],
            streak,
            earning.CheckInPointsOn(streak + 1).Value);
    }
}
