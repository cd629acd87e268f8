using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>Contents of versions, which never change, as far as this process has met them.</summary>
internal sealed class OfferContents
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string OfferId, int N), OfferContent> known = [];

    /// <exception cref="LedgerException">There is no such version, or it is damaged.</exception>
    public async ValueTask<OfferContent> ReadAsync(
        RewardsDb db, (string OfferId, int N) version, CancellationToken cancellationToken) =>
        await FindAsync(db, version, cancellationToken)
            ?? throw new LedgerException($"Version {version.N} of offer {version.OfferId} is not there.");

    /// <summary>Null: there is no such version.</summary>
    public async ValueTask<OfferContent?> FindAsync(
        RewardsDb db, (string OfferId, int N) version, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(version, out var content))
        {
            return content;
        }

        var json = await db.OfferVersions
            .Where(row => row.OfferId == version.OfferId && row.N == version.N)
            .Select(row => row.Content)
            .FirstOrDefaultAsync(cancellationToken);
        if (json is null)
        {
            return null;
        }

        // Seldom reached, and then all that is in use is read again.
        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        return known[version] = SupplyJson.ReadContent(json);
    }
}
