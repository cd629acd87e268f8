using System.Data.Common;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// The one door through which points move. Every command goes to the lane of its subject, so that commands about one
/// member are decided one after the other. That is for speed: between lanes and nodes the account's version decides.
/// </summary>
[Queues]
public sealed partial class LedgerWriter : IHostedService
{
    private readonly Database database;
    private readonly ILogger logger;
    private readonly WriterOptions options;
    private readonly Lane[] lanes;

    /// <exception cref="StartException">The database can't have that many lanes.</exception>
    public LedgerWriter(
        Database database,
        Moments moments,
        IOptions<WriterOptions> options,
        LedgerMetrics metrics,
        ILogger<LedgerWriter> logger)
    {
        (this.database, this.logger, this.options) = (database, logger, options.Value);
        var count = this.options.Lanes ?? database.DefaultLanes;
        if (count > 1 && database is SqliteDatabase)
        {
            throw new StartException(
                $"{WriterOptions.Section}:Lanes: a SQLite file has one writer; leave it out, or set 1.");
        }

        var queueLength = Math.Max(1, this.options.QueueLength / count);
        lanes = [.. Enumerable.Range(0, count).Select(number => new Lane(
            number, queueLength, this.options, () => new GroupWriter(database, moments, metrics, logger), logger))];
        metrics.WatchQueues(() => lanes.Select(lane => lane.Waiting));
    }

    /// <summary>False before the start, after the stop, and when a lane died: the service is not ready then.</summary>
    public bool IsRunning => lanes.All(lane => lane.IsRunning);

    /// <summary>Whether a command would find no place to wait.</summary>
    public bool IsFull => lanes.All(lane => lane.IsFull);

    /// <summary>
    /// False when a lane's last attempt to write found storage away: the service is not ready then either. The lane
    /// tries again when asked, for such a service gets no traffic.
    /// </summary>
    public bool CanWrite()
    {
        var unable = lanes.Where(lane => !lane.CanWrite).ToList();
        unable.ForEach(lane => lane.Probe());
        return unable.Count == 0;
    }

    /// <exception cref="UnavailableException">Overloaded, stopping, or storage away.</exception>
    public Task<TAnswer> SubmitAsync<TAnswer>(LedgerCommand<TAnswer> command)
    {
        LaneOf(command.Subject).Enqueue(command);
        return InTimeAsync(command.Answered);
    }

    /// <summary>
    /// Writes something that is not points, in a transaction of its own; <paramref name="act"/> need not save.
    /// </summary>
    /// <exception cref="UnavailableException">Overloaded, stopping, or storage away.</exception>
    public Task<TAnswer> RunAsync<TAnswer>(Func<RewardsDb, TAnswer> act)
    {
        var chore = new Chore<TAnswer>(act);
        lanes[0].Enqueue(chore);
        return chore.Answered;
    }

    /// <exception cref="InvalidOperationException">Commands could not name a row that they may want.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using (var db = database.OpenForReading())
        {
            // Not when the first command comes: a row that can't be named is found out now.
            Tables.Of(db);
        }

        Array.ForEach(lanes, lane => lane.Start());
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new, answers what waits, and ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Array.ForEach(lanes, lane => lane.TakeNothingNew());
        return Task.Run(End, cancellationToken);
    }

    private void End()
    {
        Array.ForEach(lanes, lane => lane.Drain());
        try
        {
            database.FinishLog();
        }
        catch (Exception exception) when (exception is StartException or DbException)
        {
            LogLeft(logger, exception);
        }
    }

    /// <summary>
    /// A database that does not answer keeps the lane, but not the caller: they get 503 in time, and their key will
    /// tell.
    /// </summary>
    private async Task<TAnswer> InTimeAsync<TAnswer>(Task<TAnswer> answered)
    {
        try
        {
            return await answered.WaitAsync(options.LongestWait);
        }
        catch (TimeoutException exception)
        {
            throw new UnavailableException("The database does not answer.", exception);
        }
    }

    private Lane LaneOf(string subject) => lanes.Length == 1
        ? lanes[0]
        : lanes[(uint)subject.GetHashCode(StringComparison.Ordinal) % (uint)lanes.Length];

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning,
        Message = "The database's log was not folded in at the end; the next start does it.")]
    private static partial void LogLeft(ILogger logger, Exception exception);
}
