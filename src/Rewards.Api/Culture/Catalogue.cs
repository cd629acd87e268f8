using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>
/// All offers with a live version, remembered by the process. Looks at most once a second, and only while somebody
/// asks, for what changed since; who changes something here looks at once.
/// </summary>
public sealed class Catalogue(Database database, ReferenceData reference, KnownPictures pictures) : IDisposable
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    private readonly Lock looking = new();

    // Its own connection: while a house is full, thousands wait for those that requests share, and all of these need
    // to know the catalogue before they can give one back.
    private RewardsDb? own;
    private volatile Known known = new(-1, "", []);
    private long lookedAt;

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, CataloguedOffer> Offers
    {
        get
        {
            if (IsOld)
            {
                lock (looking)
                {
                    if (IsOld)
                    {
                        Look();
                    }
                }
            }

            return known.Offers;
        }
    }

    /// <summary>A merchant that is suspended, or called otherwise, is known here at once.</summary>
    private bool IsOld => known.ReferenceVersion != reference.Current.Version
        || Stopwatch.GetElapsedTime(Interlocked.Read(ref lookedAt)) > LooksEvery;

    /// <summary>Null: no such offer, or none that members see now.</summary>
    public CataloguedOffer? FindShown(string id, DateTimeOffset now) =>
        Offers.TryGetValue(id, out var offer) && offer.IsShownAt(now) ? offer : null;

    /// <summary>Reads what changed.</summary>
    public void Refresh()
    {
        lock (looking)
        {
            Look();
        }
    }

    public void Dispose()
    {
        lock (looking)
        {
            own?.Dispose();
            own = null;
        }
    }

    /// <summary>A connection that has gone away while nobody looked is no reason to fail: a new one may be well.</summary>
    private void Look()
    {
        var isNew = own is null;
        try
        {
            Look(own ??= Open());
        }
        catch (Exception exception) when (!isNew && RewardsDb.DatabaseErrorIn(exception) is not null)
        {
            own?.Dispose();
            own = null;
            Look(own = Open());
        }
    }

    private void Look(RewardsDb db)
    {
        var no = ServiceState.CatalogueNoOf(db);
        if (no != known.No || reference.Current.Version != known.ReferenceVersion)
        {
            known = Read(db, no);
        }

        Interlocked.Exchange(ref lookedAt, Stopwatch.GetTimestamp());
    }

    private RewardsDb Open()
    {
        var db = database.OpenForReading();
        db.Database.OpenConnection();
        return db;
    }

    private Known Read(RewardsDb db, long no)
    {
        var current = reference.Current;

        // A merchant's new name or category is in what was read before, too.
        var since = current.Version == known.ReferenceVersion ? known.No : -1;
        var venues = db.Venues.ToDictionary(venue => venue.Id);
        var offers = since < 0 ? [] : new Dictionary<string, CataloguedOffer>(known.Offers);
        var changed = ChangedSince(db, since);
        pictures.Meet(db, changed.Select(one => one.Content).OfType<OfferContent>());
        foreach (var (offer, content) in changed)
        {
            offers.Remove(offer.Id);
            if (content is not null && current.Merchants.TryGetValue(offer.MerchantId, out var merchant))
            {
                offers.Add(offer.Id, CataloguedOffer.Of(offer, content, merchant, VenueOf(offer, venues)) with
                {
                    Pictures = pictures.Of(db, content),
                });
            }
        }

        return new Known(no, current.Version, offers);
    }

    /// <summary>With the live content; null: members see none.</summary>
    private static List<(OfferRow Offer, OfferContent? Content)> ChangedSince(RewardsDb db, long no)
    {
        var changed =
            from offer in db.Offers
            where offer.ChangedNo > no
            join version in db.OfferVersions
                on new { OfferId = offer.Id, N = offer.LiveVersion ?? 0 } equals new { version.OfferId, version.N } into live
            from version in live.DefaultIfEmpty()
            select new { Offer = offer, Content = version == null || offer.ClosedAt != null ? null : version.Content };
        return
        [
            .. changed.AsEnumerable()
                .Select(one => (one.Offer, one.Content is null ? null : SupplyJson.ReadContent(one.Content))),
        ];
    }

    private static VenueRow? VenueOf(OfferRow offer, Dictionary<string, VenueRow> venues) =>
        offer.VenueId is { } id ? venues.GetValueOrDefault(id) : null;

    /// <param name="No">The newest change in it.</param>
    /// <param name="ReferenceVersion">That of the merchants in it.</param>
    /// <param name="Offers">Never changed: every search runs over all of them.</param>
    private sealed record Known(long No, string ReferenceVersion, Dictionary<string, CataloguedOffer> Offers);
}
