using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// When SQLite's log is moved into the database file. Left to SQLite, it would happen inside somebody's commit; here a
/// thread beside the writer moves nearly all of it, and the writer only the little that was written meanwhile. Then the
/// log starts again from its beginning, where its pages are in memory already. Used by one lane's thread only.
/// </summary>
internal sealed class Checkpoints(Database database) : IDisposable
{
    private const long Due = 20_000;

    private long rowsSince;
    private Task? beside;

    public void Wrote(long rows) => rowsSince += rows;

    /// <exception cref="StartException">The database can't be opened.</exception>
    public void AfterGroup(RewardsDb db)
    {
        if (beside is { IsCompleted: true } done)
        {
            beside = null;
            rowsSince = 0;
            done.GetAwaiter().GetResult();
            db.Checkpoint();
        }
        else if (beside is null && rowsSince >= Due)
        {
            beside = Task.Factory.StartNew(
                database.FoldLog, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for the thread beside, whatever became of it: the log keeps what it could not move.</summary>
    public void Dispose()
    {
        if (beside is not null)
        {
            Task.WhenAny(beside).Wait();
        }
    }
}
