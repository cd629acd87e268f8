namespace Rewards.Benchmarks.Preparing;

/// <summary>Members who have the same past.</summary>
/// <param name="Members">How many.</param>
/// <param name="EntriesEach">Ledger entries of each, at least 1: the sign-up is the first.</param>
/// <param name="RegisteredAt">When the first of them registered; the others follow, one a millisecond.</param>
internal sealed record Cohort(int Members, int EntriesEach, DateTimeOffset RegisteredAt)
{
    /// <summary>Between two entries. A day: they check in. Less: an operator gave them points each time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What an operator gave each time.</summary>
    public int PointsEach { get; init; } = 1;

    public bool ChecksIn => Pause == TimeSpan.FromDays(1);

    /// <summary>Members who checked in daily up to yesterday, with points that live for a year.</summary>
    public static Cohort Active(int members, int entriesEach, DateTimeOffset now) =>
        new(members, entriesEach, now.AddDays(-entriesEach).AddHours(-1));

    /// <summary>Members whose sign-up points ran out, and whose expiry nobody has booked.</summary>
    public static Cohort Due(int members, DateTimeOffset now) => new(members, 1, now.AddDays(-500));

    /// <summary>Members with a history of a second's pause, however long.</summary>
    public static Cohort Busy(int members, int entriesEach, DateTimeOffset now) =>
        new(members, entriesEach, now.AddDays(-2).AddSeconds(-entriesEach)) { Pause = TimeSpan.FromSeconds(1) };
}
