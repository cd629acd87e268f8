using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Merchants;

namespace Rewards.Api.Platform.Seeding;

/// <summary>Brings seeds into the database. Applying them twice changes nothing.</summary>
internal static class Seeds
{
    /// <summary>Stages the changes; the caller saves them, or does not.</summary>
    /// <exception cref="StartException">A published version of the programme would change.</exception>
    public static IReadOnlyList<SeedChange> Apply(RewardsDb db, SeedFiles seeds, DateTimeOffset now)
    {
        var known = db.Merchants.AsTracking().ToDictionary(merchant => merchant.Id);
        SeedChange[] changes =
        [
            ApplyProgramme(db, seeds, now),
            .. seeds.Merchants.Select(merchant => Apply(db, known.GetValueOrDefault(merchant.Id), merchant, now)),
        ];
        foreach (var change in changes.Where(change => change.IsChange))
        {
            db.AuditRecords.Add(AuditRecord.By(AuditRecord.CommandLine, now, "seed." + change.Change, change.What));
        }

        if (changes.Any(change => change.IsChange))
        {
            ServiceState.RaiseReferenceVersion(db);
        }

        return changes;
    }

    private static SeedChange ApplyProgramme(RewardsDb db, SeedFiles seeds, DateTimeOffset now)
    {
        var (version, wanted) = (seeds.Programme.Version, JsonNode.Parse(seeds.ProgrammeDocument));
        var what = $"programme version {version}";
        if (db.ProgrammeVersions.AsNoTracking().FirstOrDefault(row => row.Version == version) is { } published)
        {
            return JsonNode.DeepEquals(JsonNode.Parse(published.Document), wanted)
                ? new SeedChange(what, SeedChange.Unchanged, [])
                : throw new StartException(
                    $"programme.json: $.version: version {version} is published and never changes; give the new rules "
                        + "the next number.");
        }

        RefuseUnlessNext(db, version);
        var inForce = db.ProgrammeVersions.AsNoTracking().FirstOrDefault(row => row.Version == version - 1);
        db.ProgrammeVersions.Add(new ProgrammeVersionRow
        {
            Version = version,
            Document = seeds.ProgrammeDocument,
            PublishedAt = now,
        });
        return new SeedChange(
            what,
            SeedChange.Added,
            inForce is null ? [] : [.. JsonDifferences.Between(JsonNode.Parse(inForce.Document), wanted)]);
    }

    /// <summary>
    /// The newest version is the one in force: an older number would never be, and a gap looks like a version that was
    /// lost.
    /// </summary>
    private static void RefuseUnlessNext(RewardsDb db, int version)
    {
        if (db.ProgrammeVersions.Max(row => (int?)row.Version) is { } newest && version != newest + 1)
        {
            throw new StartException(
                $"programme.json: $.version: version {newest} is in force, so the next one is {newest + 1}, not "
                    + $"{version}.");
        }
    }

    private static SeedChange Apply(RewardsDb db, MerchantRow? known, Merchant merchant, DateTimeOffset now)
    {
        if (known is null)
        {
            db.Merchants.Add(new MerchantRow
            {
                Id = merchant.Id,
                NameZh = merchant.Name.Zh,
                NameEn = merchant.Name.En,
                Category = merchant.Category,
                Status = MerchantStatus.Active,
                CreatedAt = now,
            });
            return new SeedChange(merchant.Name.Zh, SeedChange.Added, []);
        }

        var differences = DifferencesOf(known, merchant);
        (known.NameZh, known.NameEn, known.Category) = (merchant.Name.Zh, merchant.Name.En, merchant.Category);
        return new SeedChange(
            merchant.Name.Zh, differences.Length > 0 ? SeedChange.Updated : SeedChange.Unchanged, differences);
    }

    private static SeedDifference[] DifferencesOf(MerchantRow known, Merchant merchant) =>
    [
        .. JsonDifferences.Between(known.NameZh, merchant.Name.Zh, "$.name.zh"),
        .. JsonDifferences.Between(known.NameEn, merchant.Name.En, "$.name.en"),
        .. JsonDifferences.Between(WireName.Of(known.Category), WireName.Of(merchant.Category), "$.category"),
    ];
}
