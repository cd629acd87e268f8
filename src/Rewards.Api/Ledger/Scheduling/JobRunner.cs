using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>Runs jobs that are due or asked for, each run once over all nodes.</summary>
public sealed class JobRunner(
    IEnumerable<Job> jobs,
    NodeClaims claims,
    RunsUnderWay underWay,
    ReferenceData reference,
    Clock clock,
    IOptions<SchedulingOptions> options)
{
    public IReadOnlyList<Job> Jobs { get; } = [.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal)];

    public Job? Find(string name) => Jobs.FirstOrDefault(job => job.Name == name);

    /// <summary>Runs the job if a run is due that nobody has done, or whose node has died.</summary>
    public async Task RunIfDueAsync(Job job)
    {
        if (job.LastDue(clock.GetUtcNow(), reference.Programme.Calendar.Zone) is { } due
            && await claims.ClaimDueAsync(job, due) is { IsOurs: true, Run: { } run })
        {
            await underWay.Begin(job, run);
        }
    }

    /// <summary>
    /// Starts a run beside what goes on, where this node runs jobs by itself: what a request left to do waits for no
    /// alarm. What can't be started now is by the next one.
    /// </summary>
    public void Wake(string name)
    {
        if (options.Value.Enabled && Find(name) is { } job)
        {
            _ = WakeAsync(job);
        }
    }

    private async Task WakeAsync(Job job)
    {
        try
        {
            await StartAsync(job);
        }
        catch (UnavailableException)
        {
            // The next alarm will.
        }
    }

    /// <summary>Starts a run now and does not wait for its end.</summary>
    /// <returns>The new run, or the one that is under way already.</returns>
    /// <exception cref="UnavailableException">This node's clock is wrong, or nothing can be written.</exception>
    public async Task<JobRunRow> StartAsync(Job job)
    {
        var claim = await claims.ClaimNowAsync(job);
        if (claim.IsOurs)
        {
            _ = underWay.Begin(job, claim.Run!);
        }

        return claim.Run!;
    }
}
