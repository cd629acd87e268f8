using Quartz;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>Work that is done on a schedule, or when an operator asks for it.</summary>
public abstract class Job
{
    /// <summary>Its name in the API. Persisted: never renamed.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, for operators.</summary>
    public abstract string Summary { get; }

    /// <summary>Quartz cron, in the programme's time zone.</summary>
    public abstract string Schedule { get; }

    /// <summary>
    /// Does the work in chunks, so that it can stop between any two and be taken up again. Throws when it failed.
    /// </summary>
    public abstract Task RunAsync(JobRun run, CancellationToken cancellationToken);

    /// <summary>The latest instant at or before <paramref name="now"/> for which a run is due.</summary>
    internal DateTimeOffset? LastDue(DateTimeOffset now, TimeZoneInfo zone) =>
        new CronExpression(Schedule, zone).GetPreviousValidTimeBefore(now.AddTicks(1));

    internal DateTimeOffset? NextDue(DateTimeOffset now, TimeZoneInfo zone) =>
        new CronExpression(Schedule, zone).GetNextValidTimeAfter(now);
}
