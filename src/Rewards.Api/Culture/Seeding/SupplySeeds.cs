using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Seeding;

/// <summary>
/// Brings venues and offers into the database. An offer that is there is its merchant's by now, and left alone. Applying
/// them twice changes nothing.
/// </summary>
internal static class SupplySeeds
{
    /// <summary>Stages the changes; the caller saves them, or does not. Merchants are there already.</summary>
    /// <exception cref="StartException">A merchant is missing, or an offer contradicts itself.</exception>
    public static IReadOnlyList<SeedChange> Apply(RewardsDb db, SupplySeedFiles seeds, DateTimeOffset now)
    {
        var merchants = db.Merchants.ToDictionary(merchant => merchant.Id);
        var venues = db.Venues.AsTracking().ToDictionary(venue => venue.Id);
        var known = db.Offers.Select(offer => offer.Id).ToHashSet();
        var isSandbox = ServiceState.IsSandbox(db);
        SeedChange[] changes =
        [
            .. seeds.Venues.Select(venue => Apply(db, venues.GetValueOrDefault(venue.Id), venue)),
            .. seeds.Offers.Where(offer => isSandbox || !offer.Sample)
                .Select(offer => known.Contains(offer.Id)
                    ? new SeedChange(offer.Offer.Title, SeedChange.Unchanged, [])
                    : Add(db, offer, (MerchantOf(offer, merchants), seeds.Pictures.GetValueOrDefault(offer.Picture ?? "")), now)),
        ];
        foreach (var change in changes.Where(change => change.IsChange))
        {
            db.AuditRecords.Add(AuditRecord.By(AuditRecord.CommandLine, now, "seed." + change.Change, change.What));
        }

        if (changes.Any(change => change.IsChange))
        {
            Number(db, ServiceState.RaiseCatalogueNo(db));
        }

        return changes;
    }

    /// <summary>What the job <c>make-slots</c> would make of the templates that were saved: it finds it done.</summary>
    public static void MakeSlots(RewardsDb db, BusinessCalendar calendar, DateTimeOffset now)
    {
        foreach (var id in db.SlotTemplates.Where(template => template.DaysAhead != null).Select(template => template.Id).ToList())
        {
            MakeSlotsJob.Continue(db, id, calendar, now);

            // The next template looks for what is in its place.
            db.SaveChanges();
        }
    }

    /// <summary>A venue's name stands beside its offers: they are read again.</summary>
    private static void Number(RewardsDb db, long no)
    {
        var changed = db.ChangeTracker.Entries<VenueRow>()
            .Where(entry => entry.State == EntityState.Modified)
            .Select(entry => entry.Entity.Id)
            .ToHashSet();
        foreach (var offer in db.Offers.AsTracking().Where(offer => changed.Contains(offer.VenueId!)))
        {
            offer.ChangedNo = no;
        }

        foreach (var added in db.ChangeTracker.Entries<OfferRow>().Where(entry => entry.State == EntityState.Added))
        {
            added.Entity.ChangedNo = no;
        }
    }

    private static SeedChange Apply(RewardsDb db, VenueRow? known, VenueSeed seed)
    {
        var closures = SupplyJson.Write(seed.Closures);
        if (known is null)
        {
            db.Venues.Add(new VenueRow
            {
                Id = seed.Id,
                MerchantId = seed.MerchantId,
                NameZh = seed.Name.Zh,
                NameEn = seed.Name.En,
                District = seed.District,
                Address = seed.Address,
                OpeningNote = seed.OpeningNote,
                Closures = closures,
            });
            return new SeedChange(seed.Name.Zh, SeedChange.Added, []);
        }

        SeedDifference[] differences =
        [
            .. JsonDifferences.Between(known.NameZh, seed.Name.Zh, "$.name.zh"),
            .. JsonDifferences.Between(known.NameEn, seed.Name.En, "$.name.en"),
            .. JsonDifferences.Between(known.District, seed.District, "$.district"),
            .. JsonDifferences.Between(known.Address, seed.Address, "$.address"),
            .. JsonDifferences.Between(known.OpeningNote, seed.OpeningNote, "$.opening_note"),
            .. JsonDifferences.Between(known.Closures, closures, "$.closures"),
        ];
        (known.NameZh, known.NameEn) = (seed.Name.Zh, seed.Name.En);
        (known.District, known.Address, known.OpeningNote) = (seed.District, seed.Address, seed.OpeningNote);
        known.Closures = closures;
        return new SeedChange(
            seed.Name.Zh, differences.Length > 0 ? SeedChange.Updated : SeedChange.Unchanged, differences);
    }

    private static MerchantRow MerchantOf(OfferSeed seed, Dictionary<string, MerchantRow> merchants) =>
        merchants.GetValueOrDefault(seed.MerchantId)
            ?? throw new StartException($"offers.json: {seed.Id}: there is no merchant {seed.MerchantId}");

    private static SeedChange Add(
        RewardsDb db, OfferSeed seed, (MerchantRow Merchant, MadePictures? Picture) of, DateTimeOffset now)
    {
        var (merchant, picture) = of;
        var content = seed.Offer.ToContent(merchant.Category, seed.Offer.Kind) with
        {
            PictureIds = picture is null ? [] : [SamplePictures.Add(db, picture, merchant.Id, now)],
        };
        if (content.FaultsIn(seed.Offer.Kind).ToList() is [var (field, reason), ..])
        {
            throw new StartException($"offers.json: {seed.Id}: {field} {reason}");
        }

        var offer = new OfferRow
        {
            Id = seed.Id,
            MerchantId = merchant.Id,
            VenueId = seed.Offer.VenueId,
            Kind = seed.Offer.Kind,
            Supply = merchant.IsPublic ? Supply.Public : Supply.Market,
            NewestVersion = 1,
            PublishAt = seed.Offer.PublishAt,
            IsSample = seed.Sample,
            CreatedAt = now,
            ChangedNo = 0,
        };
        var version = new OfferVersionRow
        {
            OfferId = offer.Id,
            N = 1,
            Content = SupplyJson.Write(content),
            State = OfferVersionState.Submitted,
            CreatedAt = now,
            CreatedBy = AuditRecord.CommandLine,
            SubmittedAt = now,
        };
        OfferVersions.Approve(offer, version, AuditRecord.CommandLine, now);
        db.AddRange(offer, version);
        AddMore(db, seed, now);
        return new SeedChange(content.Title, SeedChange.Added, []);
    }

    /// <summary>Its stock, and the template by which the job makes its slots.</summary>
    private static void AddMore(RewardsDb db, OfferSeed seed, DateTimeOffset now)
    {
        if (seed.Offer.Stock is { } stock)
        {
            db.Add(new StockRow { Key = seed.Id, Taken = 0, Most = stock });
        }

        if (seed.Template is { } template)
        {
            db.Add(new SlotTemplateRow
            {
                Id = TypeId.New(TypeId.SlotTemplate, now),
                OfferId = seed.Id,
                Template = SupplyJson.Write(template.ToTemplate()),
                DaysAhead = template.DaysAhead,
                CreatedAt = now,
            });
        }
    }
}
