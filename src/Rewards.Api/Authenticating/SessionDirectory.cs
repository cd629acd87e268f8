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
    public async ValueTask<SessionRow?> FindAsync(string token)
    {
        var key = Secrets.Hash(token);
        var session = remembered.Get<SessionRow>(key) ?? await ReadAsync(key);
        return session is not null && session.ExpiresAt > clock.GetUtcNow() ? session : null;
    }

    public void Forget(string key) => remembered.Remove(key);

    public void Dispose() => remembered.Dispose();

    private async Task<SessionRow?> ReadAsync(string key)
    {
        await using var db = database.OpenForReading();
        var session = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key);
        return session is null
            ? null
            : remembered.Set(key, session, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RememberFor });
    }
}
