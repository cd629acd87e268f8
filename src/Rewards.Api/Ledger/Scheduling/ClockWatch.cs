using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>The machine's own clock, before the sandbox moves it.</summary>
public sealed record HostClock(TimeProvider Time);

/// <summary>
/// Compares this machine's clock with the database's, which all nodes share. A node whose clock is wrong would take
/// living runs for dead, and expire points before their day is over: it runs no jobs.
/// </summary>
public sealed partial class ClockWatch(Database database, HostClock host, ILogger<ClockWatch> logger)
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private volatile bool isRight = true;

    /// <summary>As it was when somebody last looked.</summary>
    public bool IsRight => isRight;

    /// <summary>Looks, and says so when the clock is wrong.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var before = host.Time.GetUtcNow();
        if (await database.ReadClockAsync(cancellationToken) is not { } theirs)
        {
            return true;
        }

        // The database looked at its clock some time between our two looks.
        var after = host.Time.GetUtcNow();
        var off = theirs < before ? before - theirs : theirs > after ? theirs - after : TimeSpan.Zero;
        isRight = off <= Tolerance;
        if (!isRight)
        {
            ClockIsWrong(logger, off.TotalSeconds, database.Name);
        }

        return isRight;
    }

    [LoggerMessage(
        EventId = 4010,
        Level = LogLevel.Error,
        Message = "This machine's clock is {Seconds:F1} s off that of {Database}: no jobs run here until it is right "
            + "(is NTP running?).")]
    private static partial void ClockIsWrong(ILogger logger, double seconds, string database);
}
