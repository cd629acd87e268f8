using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Reference;

/// <summary>
/// Holds the newest <see cref="ReferenceSnapshot"/>: read again at once by the process that changed something, and
/// within a second by every other.
/// </summary>
public sealed class ReferenceData(Database database, Clock clock)
{
    private readonly Lock reading = new();
    private readonly Lock asking = new();
    private volatile ReferenceSnapshot? current;
    private Task<ReferenceSnapshot>? underWay;

    /// <exception cref="StartException">There is no programme yet.</exception>
    public ReferenceSnapshot Current => current ?? Refresh();

    public Programme Programme => Current.Programme;

    /// <summary>Reads again if something changed; all who ask meanwhile share one look.</summary>
    public async Task<ReferenceSnapshot> RefreshSharedAsync()
    {
        var (look, isOlder) = Join();

        // One that was under way already may have looked too early; the next one has not.
        var found = await look;
        return isOlder ? await Join().Look : found;
    }

    /// <summary>
    /// Whose bearer secret it is; null: nobody's. What is unknown here may have been issued by another node a moment
    /// ago.
    /// </summary>
    public async ValueTask<TRow?> FindBySecretAsync<TRow>(
        string secret, Func<ReferenceSnapshot, IReadOnlyDictionary<string, TRow>> among)
        where TRow : class
    {
        var hash = Secrets.Hash(secret);
        return among(Current).GetValueOrDefault(hash)
            ?? among(await RefreshSharedAsync()).GetValueOrDefault(hash);
    }

    /// <summary>Reads again if something changed.</summary>
    public ReferenceSnapshot Refresh()
    {
        lock (reading)
        {
            using var db = database.OpenForReading();
            if (current is null || current.Version != ReferenceSnapshot.VersionOf(db))
            {
                current = ReferenceSnapshot.Read(db);
                clock.Offset = current.ClockOffset;
            }

            return current;
        }
    }

    private (Task<ReferenceSnapshot> Look, bool IsOlder) Join()
    {
        lock (asking)
        {
            var isOlder = underWay is { IsCompleted: false };
            return (isOlder ? underWay! : underWay = Task.Run(Refresh), isOlder);
        }
    }
}
