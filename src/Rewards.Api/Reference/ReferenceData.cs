using Rewards.Api.Store;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Reference;

/// <summary>
/// Holds the newest <see cref="ReferenceSnapshot"/>: read again at once by the process that changed something, and
/// within a second by every other.
/// </summary>
public sealed class ReferenceData(Database database, Clock clock)
{
    private readonly Lock reading = new();
    private volatile ReferenceSnapshot? current;

    /// <exception cref="StartException">There is no programme yet.</exception>
    public ReferenceSnapshot Current => current ?? Refresh();

    public Programme Programme => Current.Programme;

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
}
