using Rewards.Api.Store;

namespace Rewards.Api.Writing;

/// <summary>
/// When SQLite's log is moved into the database file. Left to SQLite, it would happen inside somebody's commit; here
/// the writer does it when nobody waits, or when the log has grown so long that it must.
/// </summary>
internal sealed class Checkpoints
{
    private const long WorthIt = 5_000;
    private const long Overdue = 200_000;

    private long rowsSince;

    public void Wrote(long rows) => rowsSince += rows;

    public void AfterGroup(RewardsDb db, bool isIdle)
    {
        if (rowsSince >= (isIdle ? WorthIt : Overdue))
        {
            db.Checkpoint();
            rowsSince = 0;
        }
    }
}
