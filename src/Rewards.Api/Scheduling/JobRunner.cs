using System.Collections.Concurrent;
using Rewards.Api.Measuring;
using Rewards.Api.Reference;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;
using Rewards.Api.Writing;
using Rewards.Domain;

namespace Rewards.Api.Scheduling;

/// <summary>Runs jobs that are due or asked for, each run once over all nodes.</summary>
public sealed partial class JobRunner(
    IEnumerable<Job> jobs,
    LedgerWriter writer,
    ReferenceData reference,
    Clock clock,
    ClockWatch clockWatch,
    LedgerMetrics metrics,
    IHostApplicationLifetime lifetime,
    ILogger<JobRunner> logger)
    : IHostedService
{
    /// <summary>Names this process: a run belongs to it until its lease ends.</summary>
    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";

    private readonly ConcurrentDictionary<string, Task> underWay = [];

    public IReadOnlyList<Job> Jobs { get; } = [.. jobs.OrderBy(job => job.Name, StringComparer.Ordinal)];

    public Job? Find(string name) => Jobs.FirstOrDefault(job => job.Name == name);

    /// <summary>Runs the job if a run is due that nobody has done, or whose node has died.</summary>
    public async Task RunIfDueAsync(Job job)
    {
        var zone = reference.Programme.Calendar.Zone;
        if (job.LastDue(clock.GetUtcNow(), zone) is not { } due || !await clockWatch.LookAsync(lifetime.ApplicationStopping))
        {
            return;
        }

        var claim = await writer.RunAsync(db => JobClaims.ClaimDue(db, job.Name, due, (node, clock.GetUtcNow())));
        if (claim.IsOurs)
        {
            metrics.JobBegan(job.Name, clock.GetUtcNow() - due);
            await Begin(job, claim.Run!);
        }
    }

    /// <summary>Starts a run now and does not wait for its end.</summary>
    /// <returns>The new run, or the one that is under way already.</returns>
    /// <exception cref="UnavailableException">This node's clock is wrong.</exception>
    public async Task<JobRunRow> StartAsync(Job job)
    {
        if (!await clockWatch.LookAsync(lifetime.ApplicationStopping))
        {
            throw new UnavailableException("This node runs no jobs: its clock is off. Ask another one.");
        }

        var claim = await writer.RunAsync(db => JobClaims.ClaimNow(db, job.Name, (node, clock.GetUtcNow())));
        if (claim.IsOurs)
        {
            _ = Begin(job, claim.Run!);
        }

        return claim.Run!;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops every run between two chunks and hands it over. Runs before the writer stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(underWay.Values).WaitAsync(cancellationToken);

    /// <summary>Begins the run, unless it is under way right here: after a jump of the clock its lease looks dead.</summary>
    private Task Begin(Job job, JobRunRow row) =>
        underWay.GetOrAdd(row.Id, _ => Task.Run(() => RunAsync(job, row)).ContinueWith(
            _ => underWay.TryRemove(row.Id, out var _), TaskScheduler.Default));

    private async Task RunAsync(Job job, JobRunRow row)
    {
        var run = new JobRun(row, writer, clock);
        var started = clock.GetTimestamp();
        try
        {
            await job.RunAsync(run, lifetime.ApplicationStopping);
            await run.EndAsync(JobRunStatus.Succeeded, null);
            var took = clock.GetElapsedTime(started);
            var isQuiet = run is { Changed: 0, Parked: 0 };
            Succeeded(logger, isQuiet ? LogLevel.Debug : LogLevel.Information, job.Name, run, took);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await run.HandOverAsync();
        }
        catch (LeaseLostException)
        {
            LeaseLost(logger, job.Name, run.Id);
        }
        catch (Exception exception) when (IsStorageAway(exception))
        {
            // Its end could not be written anyway. When the lease is over, any node goes on where this one stopped.
            StorageAway(logger, exception, job.Name, run.Id);
        }
        catch (Exception exception)
        {
            // A run that fails must look failed to operators; the next due run tries again.
            Failed(logger, exception, job.Name, run.Id);
            await run.EndAsync(JobRunStatus.Failed, exception.Message);
        }
    }

    /// <summary>Damage to a row is not that, although the database may have been the one to notice.</summary>
    private static bool IsStorageAway(Exception exception) =>
        exception is UnavailableException || (exception is not LedgerException && RewardsDb.DatabaseErrorIn(exception) is not null);

    [LoggerMessage(EventId = 4000, Message = "{Job} run {Run}, in {Took}.")]
    private static partial void Succeeded(ILogger logger, LogLevel level, string job, JobRun run, TimeSpan took);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "{Job} run {Run} failed.")]
    private static partial void Failed(ILogger logger, Exception exception, string job, string run);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "{Job} run {Run} stopped, for storage is away; it is taken up again.")]
    private static partial void StorageAway(ILogger logger, Exception exception, string job, string run);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "{Job} run {Run} was taken over by another node.")]
    private static partial void LeaseLost(ILogger logger, string job, string run);
}
