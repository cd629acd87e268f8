using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Rewards.Api.Store;

namespace Rewards.Api.Writing;

/// <summary>
/// The one door through which points move. Commands wait in a bounded queue; the writer takes those that are there,
/// decides them one after the other, commits them in one transaction and answers everybody after the commit. It never
/// waits to fill a group: a lone command commits at once, a crowd shares one fsync.
/// </summary>
public sealed partial class LedgerWriter : IHostedService
{
    private readonly Database database;
    private readonly Clock clock;
    private readonly WriterOptions options;
    private readonly ILogger<LedgerWriter> logger;
    private readonly Channel<Work> queue;
    private readonly Thread thread;

    public LedgerWriter(Database database, Clock clock, IOptions<WriterOptions> options, ILogger<LedgerWriter> logger)
    {
        (this.database, this.clock, this.options, this.logger) = (database, clock, options.Value, logger);
        queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(this.options.QueueLength) { SingleReader = true });
        thread = new Thread(Run) { Name = "ledger writer", IsBackground = true };
    }

    /// <summary>False before the start, after the stop, and when the writer died: the service is not ready then.</summary>
    public bool IsRunning => thread.IsAlive;

    /// <exception cref="UnavailableException">Overloaded, stopping, or storage away.</exception>
    public Task<TAnswer> SubmitAsync<TAnswer>(LedgerCommand<TAnswer> command)
    {
        Enqueue(command);
        return command.Answered;
    }

    /// <summary>Writes something that is not points, in a transaction of its own; <paramref name="act"/> need not save.</summary>
    /// <exception cref="UnavailableException">Overloaded, stopping, or storage away.</exception>
    public Task<TAnswer> RunAsync<TAnswer>(Func<RewardsDb, TAnswer> act)
    {
        var chore = new Chore<TAnswer>(act);
        Enqueue(chore);
        return chore.Answered;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new, answers what waits, and ends.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return thread.IsAlive ? Task.Run(thread.Join, cancellationToken) : Task.CompletedTask;
    }

    private void Enqueue(Work work)
    {
        work.QueuedAt = Stopwatch.GetTimestamp();
        if (!queue.Writer.TryWrite(work))
        {
            throw UnavailableException.Overloaded();
        }
    }

    private void Run()
    {
        try
        {
            using var writer = new GroupWriter(database, clock, logger);
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                WriteNext(writer);
                writer.Rest(isIdle: queue.Reader.Count == 0);
            }
        }
        catch (Exception exception)
        {
            // GroupWriter lets nothing out, unless it is a bug: then nobody may wait for an answer that never comes.
            Died(logger, exception);
        }
        finally
        {
            queue.Writer.TryComplete();
            FailTheRest();
        }
    }

    private void WriteNext(GroupWriter writer)
    {
        var group = new List<LedgerCommand>(options.GroupSize);
        while (group.Count < options.GroupSize && queue.Reader.TryRead(out var work))
        {
            if (Stopwatch.GetElapsedTime(work.QueuedAt).TotalMilliseconds > options.LongestWaitMilliseconds)
            {
                work.Fail(UnavailableException.Overloaded());
            }
            else if (work is LedgerCommand command)
            {
                group.Add(command);
            }
            else
            {
                writer.Write(group);
                group.Clear();
                writer.Write((Chore)work);
            }
        }

        writer.Write(group);
    }

    private void FailTheRest()
    {
        while (queue.Reader.TryRead(out var work))
        {
            work.Fail(new UnavailableException("The ledger writer has stopped."));
        }
    }

    [LoggerMessage(EventId = 1000, Level = LogLevel.Critical, Message = "The ledger writer died: no points can move until a restart.")]
    private static partial void Died(ILogger logger, Exception exception);
}
