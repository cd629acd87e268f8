using Quartz;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>Rings for one job at its time.</summary>
[DisallowConcurrentExecution]
internal sealed class JobAlarm(JobRunner runner) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        runner.Find(context.JobDetail.Key.Name) is { } job
            ? new ValueTask(runner.RunIfDueAsync(job))
            : ValueTask.CompletedTask;
}

/// <summary>
/// Rings every few seconds: makes up what was missed while nobody was there (once), takes up runs whose node has died,
/// and notices when the sandbox's clock was moved.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class CatchUpAlarm(JobRunner runner) : IJob
{
    public const string Schedule = "*/10 * * * * ?";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(Task.WhenAll(runner.Jobs.Select(runner.RunIfDueAsync)));
}
