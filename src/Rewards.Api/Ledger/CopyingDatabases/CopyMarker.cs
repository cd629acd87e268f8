using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.CopyingDatabases;

/// <summary>
/// Stands in the target's service state while it is being filled, and says from what: a copy that was killed goes on
/// there, and nobody serves half a ledger.
/// </summary>
/// <param name="Source">Where the source is, for people.</param>
/// <param name="Ledger">Tells ledgers apart, wherever their files lie: made of the source's signing key.</param>
/// <param name="StartedAt">When the copy began (UTC).</param>
/// <param name="Table">The table that is being copied; null before the first.</param>
/// <param name="Rows">How many rows are there, over all tables.</param>
internal sealed record CopyMarker(
    string Source, string Ledger, DateTimeOffset StartedAt, string? Table = null, long Rows = 0)
{
    public const string UnderWay = "copy_under_way";

    public const string Finished = "copied_from";

    /// <exception cref="StartException">The source was never used.</exception>
    public static CopyMarker For(Database database, RewardsDb source)
    {
        var key = ServiceState.Get(source, ServiceState.SigningKey)
            ?? throw new StartException($"{database.Name} holds no ledger: it was never served.");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("ledger " + key));
        return new CopyMarker(
            database.Name, Convert.ToHexStringLower(hash.AsSpan(0, 8)), TimeProvider.System.GetUtcNow());
    }

    /// <summary>Begins a copy, or goes on with it.</summary>
    /// <exception cref="StartException">The target holds something else.</exception>
    public CopyMarker Claim(Database database, RewardsDb target)
    {
        if (Read(target, Finished) is { } finished)
        {
            throw new StartException(
                $"{database.Name} was filled from {finished.Source} already, and may be in use since: nothing was "
                    + "copied.");
        }

        if (Read(target, UnderWay) is { } begun)
        {
            return begun.Ledger == Ledger
                ? begun
                : throw new StartException(
                    $"{database.Name} is half filled from {begun.Source}, another ledger: name an empty database.");
        }

        if (CopiedTable.AllOf(target).FirstOrDefault(table => table.Last(target) is not null) is { } filled)
        {
            throw new StartException($"{database.Name} holds data already (in {filled.Name}): name an empty database.");
        }

        Save(target);
        return this;
    }

    public void Save(RewardsDb target)
    {
        ServiceState.Set(target, UnderWay, JsonSerializer.Serialize(this, ApiJson.Options));
        target.SaveChanges();
    }

    /// <summary>Whether the row of the service's state is a marker, and no fact about the ledger.</summary>
    public static bool IsIn(object row) => row is ServiceStateRow { Name: UnderWay or Finished };

    /// <summary>Within a transaction.</summary>
    public void Finish(RewardsDb target)
    {
        target.ServiceStates.RemoveRange(target.ServiceStates.Where(state => state.Name == UnderWay));
        ServiceState.Set(target, Finished, JsonSerializer.Serialize(this, ApiJson.Options));
        target.SaveChanges();
    }

    /// <summary>Half a ledger is served by nobody, and gets no key of its own.</summary>
    /// <exception cref="StartException">The database is being filled.</exception>
    public static void RefuseUnfinished(RewardsDb db, Database database)
    {
        if (Read(db, UnderWay) is { } begun)
        {
            throw new StartException(
                $"{database.Name} is half filled from {begun.Source}: let 'rewards db copy' finish first; if it "
                    + "was stopped, start it again.");
        }
    }

    private static CopyMarker? Read(RewardsDb db, string name) => ServiceState.Get(db, name) is { } json
        ? JsonSerializer.Deserialize<CopyMarker>(json, ApiJson.Options)
        : null;
}
