using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Scheduling;

/// <param name="Run">The run that is under way, whoever does it; null when none is due.</param>
/// <param name="IsOurs">Whether this node is to do it.</param>
internal readonly record struct JobClaim(JobRunRow? Run, bool IsOurs);

/// <summary>
/// Decides which node does a run. Quartz is only the alarm clock: two nodes, a late start or a second firing meet in
/// this row and do what one would.
/// </summary>
internal static class JobClaims
{
    /// <summary>Claims the run that is due, or takes over one whose node has died.</summary>
    /// <param name="db">Within the writer's transaction.</param>
    /// <param name="job">Which job.</param>
    /// <param name="due">The instant for which a run is due.</param>
    /// <param name="claimant">Who wants to do it, and when it is.</param>
    public static JobClaim ClaimDue(
        RewardsDb db, string job, DateTimeOffset due, (string Node, DateTimeOffset Now) claimant) =>
        FindRunning(db, job) is { } running ? TakeOverIfDead(running, claimant)
        : db.JobRuns.Any(run => run.Job == job && run.DueAt >= due) ? default
        : Start(db, job, due, claimant);

    /// <summary>Claims a run because somebody asks for one now. One that is under way is the answer to that.</summary>
    public static JobClaim ClaimNow(RewardsDb db, string job, (string Node, DateTimeOffset Now) claimant) =>
        FindRunning(db, job) is { } running ? TakeOverIfDead(running, claimant)
        : db.JobRuns.FirstOrDefault(run => run.Job == job && run.DueAt == claimant.Now) is { } sameInstant
            ? new JobClaim(sameInstant, false)
        : Start(db, job, claimant.Now, claimant);

    private static JobRunRow? FindRunning(RewardsDb db, string job) =>
        db.JobRuns.AsTracking().FirstOrDefault(run => run.Job == job && run.Status == JobRunStatus.Running);

    private static JobClaim TakeOverIfDead(JobRunRow running, (string Node, DateTimeOffset Now) claimant)
    {
        if (running.LeaseUntil > claimant.Now)
        {
            return new JobClaim(running, IsOurs: false);
        }

        running.Node = claimant.Node;
        running.LeaseUntil = claimant.Now + JobRun.Lease;
        running.Takeovers++;
        return new JobClaim(running, IsOurs: true);
    }

    private static JobClaim Start(
        RewardsDb db, string job, DateTimeOffset due, (string Node, DateTimeOffset Now) claimant)
    {
        var run = new JobRunRow
        {
            Id = TypeId.New(TypeId.JobRun, claimant.Now),
            Job = job,
            DueAt = due,
            Status = JobRunStatus.Running,
            Node = claimant.Node,
            LeaseUntil = claimant.Now + JobRun.Lease,
            StartedAt = claimant.Now,
        };
        db.JobRuns.Add(run);
        return new JobClaim(run, IsOurs: true);
    }
}
