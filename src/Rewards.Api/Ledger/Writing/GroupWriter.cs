using System.Diagnostics;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store;
using Rewards.Domain;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Writes groups and chores, and sorts out what a failure means. Used by one lane's thread only.</summary>
internal sealed partial class GroupWriter(Database database, Moments moments, LedgerMetrics metrics, ILogger logger)
    : IDisposable
{
    private const int MostAttemptsTogether = 3;
    private const int MostAttemptsAlone = 8;

    private readonly Checkpoints checkpoints = new(database);
    private readonly GroupDecider decider = new(moments, logger);
    private WriterConnection? connection;

    /// <summary>Whether storage took the last write; true as long as nothing was tried.</summary>
    public bool CanWrite { get; private set; } = true;

    public void Write(IReadOnlyList<LedgerCommand> commands)
    {
        for (var attempts = 1; commands.Count > 0; attempts++)
        {
            try
            {
                Attempt(Open(), commands);
                return;
            }
            catch (CommitUnknownException exception)
            {
                Settle(commands, exception);
                return;
            }
            catch (Exception exception) when (IsAway(exception))
            {
                StorageFailed(commands, exception);
                return;
            }
            catch (Exception exception) when (IsClash(exception) && attempts < MostAttemptsTogether)
            {
                metrics.Clashed();
                Clashed(logger, attempts, commands.Count);
            }
            catch (Exception exception)
            {
                // Rolled back as a whole, and tried again one by one: a bad command fails alone, and is logged there.
                CloseAfterBadData(exception);
                WriteOneByOne(commands);
                return;
            }
        }
    }

    public void Write(Chore chore) => WriteAlone(open => Attempt(open.Db, chore), chore);

    /// <summary>Moves the log into the database file when it has grown long enough.</summary>
    public void FoldLog()
    {
        try
        {
            if (connection is not null)
            {
                checkpoints.AfterGroup(connection.Db);
            }
        }
        catch (Exception exception)
            when (exception is StartException || RewardsDb.DatabaseErrorIn(exception) is not null)
        {
            // What was written is safe in the log. The next write opens anew, and finds out whether storage is well.
            NotFolded(logger, exception);
            Close();
        }
    }

    public void Dispose()
    {
        checkpoints.Dispose();
        Close();
    }

    private void Attempt(WriterConnection open, IReadOnlyList<LedgerCommand> commands)
    {
        var (group, decided, postponed) = decider.Decide(open.Store, commands);
        if (group.HasChanges)
        {
            var began = Stopwatch.GetTimestamp();
            var rows = open.Store.Save(group);
            metrics.Committed(group.Entries, group.Outcomes, decided.Count, Stopwatch.GetElapsedTime(began));
            checkpoints.Wrote(rows);
            CanWrite = true;
        }

        foreach (var command in decided)
        {
            command.Complete();
        }

        WriteOneByOne(postponed);
    }

    private void Attempt(RewardsDb db, Chore chore)
    {
        db.ChangeTracker.Clear();
        using var transaction = db.Database.BeginTransaction();
        chore.Run(db);
        var rows = db.SaveChanges();
        transaction.Commit();
        checkpoints.Wrote(rows);
        CanWrite = true;
        chore.Complete();
    }

    /// <summary>
    /// A clash with another writer is settled by starting again from the reads; it never reaches the caller.
    /// </summary>
    private void WriteAlone(Action<WriterConnection> attempt, Work work)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                attempt(Open());
                return;
            }
            catch (Exception exception) when (IsClash(exception) && attempts < MostAttemptsAlone)
            {
                metrics.Clashed();
                Clashed(logger, attempts, 1);
                Thread.Sleep(Random.Shared.Next(1, 4 << attempts));
            }
            catch (Exception exception) when (IsLasting(exception))
            {
                // Another writer's row would have been read by now: this one's own rows contradict each other.
                GroupDecider.DecisionFailed(logger, exception, work.GetType().Name);
                work.Fail(new LedgerException(
                    "The row can't be written as what it follows from says: that is damaged.", exception));
                return;
            }
            catch (Exception exception) when (IsClash(exception) || IsAway(exception))
            {
                StorageFailed([work], exception);
                return;
            }
            catch (Exception exception)
            {
                Failed(work, exception);
                return;
            }
        }
    }

    /// <summary>A bug, damage, or what the caller sent: theirs alone.</summary>
    private void Failed(Work work, Exception exception)
    {
        if (RewardsDb.IsCallersData(exception))
        {
            DataRefused(logger, exception, work.GetType().Name);
        }
        else
        {
            GroupDecider.DecisionFailed(logger, exception, work.GetType().Name);
        }

        work.Fail(exception);
        CloseAfterBadData(exception);
    }

    /// <summary>What the driver refused half-way, it may have half sent.</summary>
    private void CloseAfterBadData(Exception exception)
    {
        if (RewardsDb.IsCallersData(exception))
        {
            Close();
        }
    }

    /// <summary>
    /// Who carries a key is done again: the record tells whether it was done, and the database lets no two do it. The
    /// others learn that nobody knows.
    /// </summary>
    private void Settle(IReadOnlyList<LedgerCommand> commands, CommitUnknownException exception)
    {
        StorageFailed([.. commands.Where(command => !command.IsRepeatable)], exception);
        WriteOneByOne(commands.Where(command => command.IsRepeatable));
    }

    private void WriteOneByOne(IEnumerable<LedgerCommand> commands)
    {
        foreach (var command in commands)
        {
            WriteAlone(open => Attempt(open, [command]), command);
        }
    }

    private void StorageFailed(IReadOnlyList<Work> work, Exception exception)
    {
        WriteFailed(logger, exception, work.Count);
        CanWrite = IsClash(exception);
        var unavailable = new UnavailableException("The database could not be written.", exception);
        foreach (var one in work)
        {
            one.Fail(unavailable);
        }

        // After a failed write the connection's own idea of the database is not believed any more.
        Close();
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }

    /// <exception cref="StartException">The database is away.</exception>
    private WriterConnection Open() => connection ??= new WriterConnection(database);

    private bool IsClash(Exception exception) =>
        exception is NotReadException || (connection?.Db.IsClash(exception) ?? false);

    /// <summary>A clash with what no other writer is about to explain. Asked only after the last attempt.</summary>
    private bool IsLasting(Exception exception) =>
        exception is CounterRefusedException or NotReadException || (connection?.Db.IsDuplicateKey(exception) ?? false);

    private bool IsAway(Exception exception) =>
        exception is StartException or CommitUnknownException
        || (connection is null
            ? RewardsDb.DatabaseErrorIn(exception) is not null
            : connection.Db.IsStorageFailure(exception));

    [LoggerMessage(EventId = 1007, Level = LogLevel.Error,
        Message = "{Command} holds a value that the database can't take; it was answered 400.")]
    private static partial void DataRefused(ILogger logger, Exception exception, string command);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Debug,
        Message = "Attempt {Attempts} of {Count} commands clashed with another writer.")]
    private static partial void Clashed(ILogger logger, int attempts, int count);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning,
        Message = "The database's log could not be folded in; it is tried again.")]
    private static partial void NotFolded(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Error,
        Message = "Writing failed for {Count} commands; they were answered 503.")]
    private static partial void WriteFailed(ILogger logger, Exception exception, int count);
}
