using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;

namespace Rewards.Api.Authenticating;

/// <summary>
/// Members' sessions. What was found is remembered for a second, so that a busy session does not cost a query per
/// request; a sign-out is seen at once by the process that did it, and within that second by the others.
/// </summary>
public sealed class SessionDirectory(Database database, Clock clock) : IDisposable
{
    private static readonly TimeSpan RememberFor = TimeSpan.FromSeconds(1);

    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    /// <summary>Null when there is no such session, or its time is over.</summary>
    public SessionRow? Find(string token)
    {
        var key = Secrets.Hash(token);
        var session = remembered.Get<SessionRow>(key) ?? Read(key);
        return session is not null && session.ExpiresAt > clock.GetUtcNow() ? session : null;
    }

    public void Forget(string key) => remembered.Remove(key);

    public void Dispose() => remembered.Dispose();

    private SessionRow? Read(string key)
    {
        using var db = database.OpenForReading();
        var session = db.Sessions.AsNoTracking().FirstOrDefault(row => row.Key == key);
        return session is null
            ? null
            : remembered.Set(key, session, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RememberFor });
    }
}
