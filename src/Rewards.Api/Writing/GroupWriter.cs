using Rewards.Api.Store;

namespace Rewards.Api.Writing;

/// <summary>Writes groups and chores, and sorts out what a failure means. Used by the writer's thread only.</summary>
internal sealed partial class GroupWriter : IDisposable
{
    private const int MostAttempts = 6;

    private readonly Database database;
    private readonly Clock clock;
    private readonly ILogger logger;
    private readonly Checkpoints checkpoints = new();
    private RewardsDb db;
    private GroupStore store;

    public GroupWriter(Database database, Clock clock, ILogger logger)
    {
        (this.database, this.clock, this.logger) = (database, clock, logger);
        db = database.OpenForWriting();
        store = new GroupStore(db);
    }

    public void Write(IReadOnlyList<LedgerCommand> commands)
    {
        if (commands.Count == 0)
        {
            return;
        }

        try
        {
            Attempt(commands);
        }
        catch (Exception exception) when (db.IsStorageFailure(exception))
        {
            StorageFailed(commands, exception);
        }
        catch (Exception)
        {
            // Rolled back as a whole, and tried again one by one: a bad command fails alone, and is logged there.
            foreach (var command in commands)
            {
                WriteAlone(() => Attempt([command]), command);
            }
        }
    }

    public void Write(Chore chore) => WriteAlone(() => Attempt(chore), chore);

    /// <summary>Moves the log into the database file when there is time, or when it must be.</summary>
    public void Rest(bool isIdle) => checkpoints.AfterGroup(db, isIdle);

    public void Dispose()
    {
        store.Dispose();
        db.Dispose();
    }

    private void Attempt(IReadOnlyList<LedgerCommand> commands)
    {
        var group = Load(commands);
        var decided = commands.Where(command => TryDecide(command, group)).ToList();
        if (group.HasChanges)
        {
            store.Save(group);
            checkpoints.Wrote(group.Entries.Count + group.NewRows.Count);
        }

        decided.ForEach(command => command.Complete());
    }

    private void Attempt(Chore chore)
    {
        db.ChangeTracker.Clear();
        using var transaction = db.Database.BeginTransaction();
        chore.Run(db);
        var rows = db.SaveChanges();
        transaction.Commit();
        checkpoints.Wrote(rows);
        chore.Complete();
    }

    private Group Load(IReadOnlyList<LedgerCommand> commands)
    {
        var (group, wanted) = (new Group(), new Wanted());
        foreach (var command in commands)
        {
            command.NameKeys(wanted);
        }

        store.LoadKeys(wanted, group);
        foreach (var command in commands)
        {
            command.NameMembers(group, wanted);
        }

        store.LoadMembers(wanted, group);
        return group;
    }

    private bool TryDecide(LedgerCommand command, Group group)
    {
        try
        {
            command.DecideOn(group, clock.GetUtcNow());
            return true;
        }
        catch (Exception exception)
        {
            // A damaged row or a bug: it has changed nothing, and its neighbours in the group are not to blame.
            DecisionFailed(logger, exception, command.GetType().Name);
            command.Fail(exception);
            return false;
        }
    }

    /// <summary>A clash with another writer is settled by starting again from the reads; it never reaches the caller.</summary>
    private void WriteAlone(Action attempt, Work work)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                attempt();
                return;
            }
            catch (Exception exception) when (db.IsClash(exception) && attempts < MostAttempts)
            {
                Clashed(logger, attempts, work.GetType().Name);
                Thread.Sleep(Random.Shared.Next(1, 4 << attempts));
            }
            catch (Exception exception) when (db.IsClash(exception) || db.IsStorageFailure(exception))
            {
                StorageFailed([work], exception);
                return;
            }
            catch (Exception exception)
            {
                DecisionFailed(logger, exception, work.GetType().Name);
                work.Fail(exception);
                return;
            }
        }
    }

    private void StorageFailed(IReadOnlyList<Work> work, Exception exception)
    {
        WriteFailed(logger, exception, work.Count);
        var unavailable = new UnavailableException("The database could not be written.", exception);
        foreach (var one in work)
        {
            one.Fail(unavailable);
        }

        Reopen();
    }

    /// <summary>After a failed write the connection's own idea of the database is not believed any more.</summary>
    private void Reopen()
    {
        try
        {
            Dispose();
            db = database.OpenForWriting();
            store = new GroupStore(db);
        }
        catch (Exception exception)
        {
            // The next group finds the closed connection, fails in the same way, and tries again to open it.
            WriteFailed(logger, exception, 0);
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Critical, Message = "{Command} could not be decided or stored; nothing was written.")]
    private static partial void DecisionFailed(ILogger logger, Exception exception, string command);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "Attempt {Attempts} of {Command} clashed with another writer.")]
    private static partial void Clashed(ILogger logger, int attempts, string command);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Error, Message = "Writing failed for {Count} commands; they were answered 503.")]
    private static partial void WriteFailed(ILogger logger, Exception exception, int count);
}
