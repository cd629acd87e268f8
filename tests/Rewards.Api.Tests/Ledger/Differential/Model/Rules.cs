namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>
/// The programme's numbers, written down a second time: this model is the service's opposite number, so it takes no
/// rule and no constant from it.
/// </summary>
internal static class Rules
{
    public const long FenPerPoint = 10;
    public const long SignupPoints = 300;
    public const long CheckInPoints = 5;
    public const long StreakBonusPoints = 20;
    public const int StreakBonusEveryDays = 7;
    public const long InvitationPoints = 100;
    public const int InvitationsPerMonth = 20;
    public const int ValidMonths = 12;
    public const int GraceDays = 7;
    public const long ApprovalAbovePoints = 1000;
    public const long ApprovalAbovePointsInAll = 3000;

    public static readonly TimeSpan AdjustmentsWaitFor = TimeSpan.FromHours(24);

    public static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan SessionFor = TimeSpan.FromDays(30);

    // All of China keeps UTC+8, all year round.
    private static readonly TimeSpan ShanghaiIsAhead = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime((instant.UtcDateTime + ShanghaiIsAhead).Date);

    /// <summary>The first instant after the day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) - ShanghaiIsAhead;

    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The last day of the month, a year after the points were earned.</summary>
    public static DateOnly LastDayOfPointsEarnedOn(DateOnly day) =>
        FirstOfMonth(day).AddMonths(ValidMonths + 1).AddDays(-1);
}
