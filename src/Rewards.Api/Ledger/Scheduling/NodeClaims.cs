using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>Claims runs for this process. One whose clock is wrong claims none.</summary>
public sealed partial class NodeClaims(
    LedgerWriter writer, ClockWatch clockWatch, Clock clock, LedgerMetrics metrics, ILogger<NodeClaims> logger)
{
    /// <summary>Names this process: a run belongs to it until its lease ends.</summary>
    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";

    /// <summary>
    /// Claims the run that is due. When nothing can be written, nothing is claimed: the alarm rings again soon.
    /// </summary>
    internal async Task<JobClaim> ClaimDueAsync(Job job, DateTimeOffset due)
    {
        try
        {
            if (!await clockWatch.LookAsync(CancellationToken.None))
            {
                return default;
            }

            var claim = await writer.RunAsync(db => JobClaims.ClaimDue(db, job.Name, due, (node, clock.GetUtcNow())));
            if (claim.IsOurs)
            {
                metrics.JobBegan(job.Name, clock.GetUtcNow() - due);
            }

            return claim;
        }
        catch (Exception exception) when (RunsUnderWay.IsStorageAway(exception))
        {
            NotNow(logger, job.Name, exception.Message);
            return default;
        }
    }

    /// <exception cref="UnavailableException">This node's clock is wrong, or nothing can be written.</exception>
    internal async Task<JobClaim> ClaimNowAsync(Job job) => await clockWatch.LookAsync(CancellationToken.None)
        ? await writer.RunAsync(db => JobClaims.ClaimNow(db, job.Name, (node, clock.GetUtcNow())))
        : throw new UnavailableException("This node runs no jobs: its clock is off. Ask another one.");

    [LoggerMessage(
        EventId = 4004,
        Level = LogLevel.Warning,
        Message = "{Job} is not looked after now, but soon: {Reason}")]
    private static partial void NotNow(ILogger logger, string job, string reason);
}
