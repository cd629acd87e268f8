using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>What is open as long as the database is well.</summary>
internal sealed class WriterConnection : IDisposable
{
    public WriterConnection(Database database)
    {
        Db = database.OpenForWriting();
        Store = new GroupStore(Db);
    }

    public RewardsDb Db { get; }

    public GroupStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        Db.Dispose();
    }
}
