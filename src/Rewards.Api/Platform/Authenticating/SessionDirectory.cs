using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// Members' sessions. What was found is remembered, so that a busy session does not cost a query per request. A
/// sign-out is seen at once by the process that did it; where there are others, what they remember lasts for a second.
/// </summary>
public sealed class SessionDirectory(Database database, Clock clock) : IDisposable
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(1);

    private readonly Func<RewardsDb, string, Task<SessionRow?>> sessionWith = EF.CompileAsyncQuery(
        (RewardsDb db, string key) => db.Sessions.FirstOrDefault(row => row.Key == key));

    private readonly TimeSpan rememberFor = database.IsServedAlone ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(1);
    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly Lock remembering = new();

    /// <summary>Null when there is no such session, or its time is over.</summary>
    public async ValueTask<SessionRow?> FindAsync(string token)
    {
        var key = Secrets.Hash(token);
        var session = remembered.TryGetValue(key, out SessionRow? known) ? known : await ReadAsync(key);
        return session is not null && session.ExpiresAt > clock.GetUtcNow() ? session : null;
    }

    /// <summary>
    /// A session that was ended is remembered as that: who read its row just before must not bring it back.
    /// </summary>
    public void Forget(string key)
    {
        lock (remembering)
        {
            remembered.Set<SessionRow?>(
                key, null, new MemoryCacheEntryOptions { Size = 0, AbsoluteExpirationRelativeToNow = LongestRead });
        }
    }

    public void Dispose() => remembered.Dispose();

    private async Task<SessionRow?> ReadAsync(string key)
    {
        await using var db = database.OpenForReading();
        var session = await sessionWith(db, key);
        return session is null ? null : Remember(key, session);
    }

    private SessionRow? Remember(string key, SessionRow session)
    {
        lock (remembering)
        {
            return remembered.TryGetValue(key, out SessionRow? known)
                ? known
                : remembered.Set(
                    key,
                    session,
                    new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = rememberFor });
        }
    }
}
