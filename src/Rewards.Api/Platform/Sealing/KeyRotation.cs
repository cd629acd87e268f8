using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Sealing;

/// <summary>What a rotation did.</summary>
/// <param name="File">The key file.</param>
/// <param name="KeyId">Of the key that seals from now on.</param>
/// <param name="IsNew">Made now; otherwise the file had it: from a rotation that was stopped, or by hand.</param>
/// <param name="Resealed">How many secrets were sealed anew.</param>
public sealed record Rotated(string File, string KeyId, bool IsNew, int Resealed);

/// <summary>
/// From one sealing key to the next, in two steps that may be far apart: the new key stands in the file before
/// anything is sealed with it, and everything is sealed anew in one transaction. Killed between them, the file has both
/// keys and the same command goes on.
/// </summary>
public sealed class KeyRotation(Database database, Seals seals, Clock clock)
{
    private const int MostTries = 5;

    /// <exception cref="StartException">
    /// Nothing is sealed yet, or the key file does not open it or can't be written.
    /// </exception>
    public Rotated Rotate()
    {
        using var alone = database.LockForPreparing();
        using var db = database.OpenForWriting();
        var keys = seals.File.Read();
        var isNew = IsInUse(db, keys[0]);
        if (isNew)
        {
            seals.File.Add(SealingKey.New(TimeProvider.System.GetUtcNow()), keys);
        }

        var key = seals.File.Read()[0];
        return new Rotated(seals.File.Path, key.Id, isNew, ResealAll(db, key));
    }

    /// <summary>
    /// Writes all keys and a new one into another file, and stops: the nodes must have it before anything is sealed
    /// with it.
    /// </summary>
    public SealingKey WriteTo(string path)
    {
        var key = SealingKey.New(TimeProvider.System.GetUtcNow());
        new KeyFile(path).Create([key, .. seals.File.Read()]);
        return key;
    }

    private bool IsInUse(RewardsDb db, SealingKey newest)
    {
        var secrets = SealedSecret.AllIn(db);
        return secrets.Count > 0
            ? secrets.All(secret => Seals.KeyOf(secret.Value) == newest.Id)
            : throw new StartException($"{database.Name} holds nothing sealed yet: it was never served.");
    }

    private int ResealAll(RewardsDb db, SealingKey key)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return Reseal(db, key);
            }
            catch (Exception exception) when (tries < MostTries && db.IsClash(exception))
            {
                // A node has just renewed one of them.
            }
        }
    }

    private int Reseal(RewardsDb db, SealingKey key)
    {
        using var transaction = db.Database.BeginTransaction();
        var old = SealedSecret.AllIn(db).Where(secret => Seals.KeyOf(secret.Value) != key.Id).ToList();
        foreach (var secret in old)
        {
            secret.Put(seals.Seal(secret.Name, seals.Open(secret.Name, secret.Value), key.Id));
        }

        clock.Offset = ReferenceSnapshot.OffsetOf(db);
        db.Add(AuditRecord.By(
            AuditRecord.CommandLine, clock.GetUtcNow(), "sealing_key.rotated", key.Id, new { resealed = old.Count }));
        db.SaveChanges();
        transaction.Commit();
        return old.Count;
    }
}
