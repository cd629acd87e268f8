using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Site.Admitting;

/// <summary>Opens and ends sessions at the door: staff sign in with a key of their merchant's.</summary>
public sealed class DoorSessions(ReferenceData reference, LedgerWriter writer, Clock clock)
{
    /// <summary>A shift.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Prefix = "door_";

    /// <returns>False: it is no key that lives, or one that may not let anybody in.</returns>
    public async Task<bool> OpenAsync(HttpContext context, string secret)
    {
        var key = await reference.FindBySecretAsync(secret, known => known.LiveKeys);
        if (key is null || !Scopes.In(key, Scopes.Admit))
        {
            return false;
        }

        var (token, now) = (Secrets.New(Prefix), clock.GetUtcNow());
        await writer.RunAsync(db => db.Add(new DoorSessionRow
        {
            Key = Secrets.Hash(token),
            KeyId = key.Id,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        }).Entity);
        DoorCookie.Set(context, token, Lifetime);
        return true;
    }

    public async Task EndAsync(HttpContext context)
    {
        if (DoorCookie.Read(context.Request) is { Length: > 0 } token)
        {
            var key = Secrets.Hash(token);
            await writer.RunAsync(db => db.DoorSessions.Where(session => session.Key == key).ExecuteDelete());
        }

        DoorCookie.Delete(context);
    }
}
