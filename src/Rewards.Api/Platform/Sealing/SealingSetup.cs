using System.Security.Cryptography;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Sealing;

/// <summary>Makes sure that the database's secrets are there, sealed, and that the key file opens them.</summary>
public sealed class SealingSetup(Seals seals, IHostEnvironment environment, Clock clock)
{
    private const int SigningKeyLength = 32;

    /// <summary>Said before anything is made: what is wrong with the key file.</summary>
    /// <exception cref="StartException">It can't be used; in Development it may be missing.</exception>
    public void CheckFile()
    {
        if (seals.File.Exists || !environment.IsDevelopment())
        {
            seals.File.Read();
        }
    }

    /// <summary>Stages what is missing.</summary>
    /// <exception cref="StartException">The key file does not open the database.</exception>
    public void Prepare(RewardsDb db)
    {
        var secrets = SealedSecret.AllIn(db).ToLookup(secret => secret.IsSealed);
        if (!secrets[true].Any())
        {
            MakeFileIfMissing();
        }

        foreach (var secret in secrets[true])
        {
            seals.Open(secret.Name, secret.Value);
        }

        // From before there were seals: every copy of the database gives them away, so none of them is kept.
        foreach (var secret in secrets[false])
        {
            secret.Remove();
        }

        db.SaveChanges();
        if (secrets[true].All(secret => secret.Name != ServiceState.SigningKey))
        {
            SetSigningKey(db);
        }
    }

    /// <summary>Starts over with new secrets: the key file that opened the old ones is lost.</summary>
    /// <exception cref="StartException">It is not.</exception>
    public SealingKey ReplaceLost(RewardsDb db)
    {
        var (secrets, file) = (SealedSecret.AllIn(db), seals.File);
        if (file.Exists && secrets.All(CanOpen))
        {
            throw new StartException($"Nothing is lost: {file.Path} opens all secrets in the database.");
        }

        if (!file.Exists)
        {
            file.Create(SealingKey.New(TimeProvider.System.GetUtcNow()));
        }

        secrets.ToList().ForEach(secret => secret.Remove());
        db.SaveChanges();
        SetSigningKey(db);
        var key = file.Read()[0];
        clock.Offset = ReferenceSnapshot.OffsetOf(db);
        db.Add(AuditRecord.By(
            AuditRecord.CommandLine,
            clock.GetUtcNow(),
            "sealing_key.replaced",
            key.Id,
            new { secrets = secrets.Count, lost = secrets.Select(secret => Seals.KeyOf(secret.Value)).Distinct() }));
        return key;
    }

    private void MakeFileIfMissing()
    {
        if (!seals.File.Exists && environment.IsDevelopment())
        {
            seals.File.Create(SealingKey.New(TimeProvider.System.GetUtcNow()));
        }
    }

    private bool CanOpen(SealedSecret secret)
    {
        try
        {
            seals.Open(secret.Name, secret.Value);
            return true;
        }
        catch (StartException)
        {
            return false;
        }
    }

    private void SetSigningKey(RewardsDb db) => ServiceState.Set(
        db,
        ServiceState.SigningKey,
        seals.Seal(ServiceState.SigningKey, RandomNumberGenerator.GetBytes(SigningKeyLength)));
}
