using System.Collections.Concurrent;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>
/// The runs that this process does: carries each to its end, or hands it over when the process stops.
/// </summary>
public sealed partial class RunsUnderWay(
    LedgerWriter writer, Clock clock, IHostApplicationLifetime lifetime, ILogger<RunsUnderWay> logger)
    : IHostedService
{
    private readonly ConcurrentDictionary<string, Task> underWay = [];

    /// <summary>
    /// Begins the run, unless it is under way right here: after a jump of the clock its lease looks dead.
    /// </summary>
    /// <returns>Ends with the run, and never fails.</returns>
    public Task Begin(Job job, JobRunRow row) =>
        underWay.GetOrAdd(row.Id, _ => Task.Run(() => RunAsync(job, row)).ContinueWith(
            _ => underWay.TryRemove(row.Id, out var _), TaskScheduler.Default));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops every run between two chunks and hands it over. Runs before the writer stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(underWay.Values).WaitAsync(cancellationToken);

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
    internal static bool IsStorageAway(Exception exception) =>
        exception is UnavailableException
        || (exception is not LedgerException && RewardsDb.DatabaseErrorIn(exception) is not null);

    [LoggerMessage(EventId = 4000, Message = "{Job} run {Run}, in {Took}.")]
    private static partial void Succeeded(ILogger logger, LogLevel level, string job, JobRun run, TimeSpan took);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "{Job} run {Run} failed.")]
    private static partial void Failed(ILogger logger, Exception exception, string job, string run);

    [LoggerMessage(
        EventId = 4003,
        Level = LogLevel.Warning,
        Message = "{Job} run {Run} stopped, for storage is away; it is taken up again.")]
    private static partial void StorageAway(ILogger logger, Exception exception, string job, string run);

    [LoggerMessage(
        EventId = 4002,
        Level = LogLevel.Warning,
        Message = "{Job} run {Run} was taken over by another node.")]
    private static partial void LeaseLost(ILogger logger, string job, string run);
}
