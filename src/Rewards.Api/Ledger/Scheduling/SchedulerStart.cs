using Microsoft.Extensions.Options;
using Quartz;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>Sets the alarms in the programme's time zone, and starts the clockwork.</summary>
internal sealed class SchedulerStart(
    ISchedulerFactory schedulers,
    JobRunner runner,
    ReferenceData reference,
    Clock clock,
    IOptions<SchedulingOptions> options)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await SetAsync<CatchUpAlarm>(scheduler, "catch-up", CatchUpAlarm.Schedule);
        foreach (var job in runner.Jobs)
        {
            await SetAsync<JobAlarm>(scheduler, job.Name, job.Schedule);
        }

        await scheduler.Start(cancellationToken);
    }

    private async Task SetAsync<TAlarm>(IScheduler scheduler, string name, string schedule)
        where TAlarm : IJob
    {
        var alarm = JobBuilder.Create<TAlarm>().WithIdentity(name).Build();

        // The trigger reads our clock too. On the host's, after the sandbox's was moved, a misfired trigger would be
        // rescheduled into what the scheduler takes for the past, again and again, until memory runs out.
        var trigger = TriggerBuilder.Create(clock)
            .WithIdentity(name)
            .WithCronSchedule(schedule, cron => cron.InTimeZone(reference.Programme.Calendar.Zone))
            .Build();
        await scheduler.ScheduleJob(alarm, trigger);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
