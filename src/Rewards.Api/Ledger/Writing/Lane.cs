using System.Diagnostics;
using System.Threading.Channels;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// One thread that writes. Work waits in its bounded queue; the lane takes what is there, decides it one after the
/// other, commits it in one transaction and answers everybody after the commit. It never waits to fill a group: a lone
/// command commits at once, a crowd shares one fsync.
/// </summary>
internal sealed partial class Lane
{
    private readonly int queueLength;
    private readonly Func<GroupWriter> open;
    private readonly WriterOptions options;
    private readonly ILogger logger;
    private readonly Channel<Work> queue;
    private readonly Thread thread;
    private volatile bool canWrite = true;

    public Lane(int number, int queueLength, WriterOptions options, Func<GroupWriter> open, ILogger logger)
    {
        (this.queueLength, this.open, this.options, this.logger) = (queueLength, open, options, logger);
        queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(queueLength) { SingleReader = true });
        thread = new Thread(Run) { Name = $"ledger writer {number}", IsBackground = true };
    }

    /// <summary>False before the start, after the stop, and when the thread died.</summary>
    public bool IsRunning => thread.IsAlive;

    /// <summary>Whether storage took the last write; true as long as nothing was tried.</summary>
    public bool CanWrite => canWrite;

    /// <summary>Work that waits.</summary>
    public int Waiting => queue.Reader.Count;

    public bool IsFull => Waiting >= queueLength;

    /// <exception cref="UnavailableException">Overloaded, or stopping.</exception>
    public void Enqueue(Work work)
    {
        work.QueuedAt = Stopwatch.GetTimestamp();
        if (!queue.Writer.TryWrite(work))
        {
            throw UnavailableException.Overloaded();
        }
    }

    public void Start() => thread.Start();

    /// <summary>Tries to write nothing. Without traffic, storage that is back would not be noticed.</summary>
    public void Probe()
    {
        if (Waiting == 0)
        {
            queue.Writer.TryWrite(new Chore<bool>(_ => true) { QueuedAt = Stopwatch.GetTimestamp() });
        }
    }

    public void TakeNothingNew() => queue.Writer.TryComplete();

    /// <summary>Waits until what was taken is answered.</summary>
    public void Drain()
    {
        if (thread.IsAlive)
        {
            thread.Join();
        }
    }

    private void Run()
    {
        try
        {
            using var writer = open();
            while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                WriteNext(writer);
                writer.FoldLog();
                canWrite = writer.CanWrite;
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
            if (Stopwatch.GetElapsedTime(work.QueuedAt) > options.LongestWait)
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

    [LoggerMessage(EventId = 1000, Level = LogLevel.Critical,
        Message = "A ledger writer died: its points can't move until a restart.")]
    private static partial void Died(ILogger logger, Exception exception);
}
