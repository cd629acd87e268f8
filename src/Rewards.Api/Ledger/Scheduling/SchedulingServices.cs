using Quartz;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Ledger.Scheduling;

internal static class SchedulingServices
{
    public static void AddScheduling(this IServiceCollection services)
    {
        services.AddSection<SchedulingOptions>(SchedulingOptions.Section);
        services.AddSingleton(new HostClock(TimeProvider.System));
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<NodeClaims>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<RunsUnderWay>();
        services.AddHostedService(provider => provider.GetRequiredService<RunsUnderWay>());

        // In memory: what is due is in the database, Quartz only wakes us. It takes its clock from the container.
        services.AddQuartz(quartz => quartz.UseInMemoryStore());
        services.AddHostedService<SchedulerStart>();
        services.AddQuartzHostedService(quartz => quartz.AutoStart = false);
    }
}
