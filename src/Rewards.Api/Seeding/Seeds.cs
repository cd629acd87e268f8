using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Auditing;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;
using Rewards.Domain.Merchants;

namespace Rewards.Api.Seeding;

/// <summary>What applying seeds did, or would do.</summary>
/// <param name="What">A merchant's name, or the programme's version.</param>
/// <param name="Change"><c>added</c>, <c>updated</c> or <c>unchanged</c>.</param>
public sealed record SeedChange(string What, string Change);

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
        foreach (var change in changes.Where(change => change.Change != "unchanged"))
        {
            db.AuditRecords.Add(AuditRecord.By(AuditRecord.CommandLine, now, "seed." + change.Change, change.What));
        }

        if (changes.Any(change => change.Change != "unchanged"))
        {
            ServiceState.RaiseReferenceVersion(db);
        }

        return changes;
    }

    private static SeedChange ApplyProgramme(RewardsDb db, SeedFiles seeds, DateTimeOffset now)
    {
        var version = seeds.Programme.Version;
        var published = db.ProgrammeVersions.AsNoTracking().FirstOrDefault(row => row.Version == version);
        if (published is null)
        {
            RefuseUnlessNext(db, version);
            db.ProgrammeVersions.Add(new ProgrammeVersionRow
            {
                Version = version,
                Document = seeds.ProgrammeDocument,
                PublishedAt = now,
            });
            return new SeedChange($"programme version {version}", "added");
        }

        var isSame = JsonNode.DeepEquals(JsonNode.Parse(published.Document), JsonNode.Parse(seeds.ProgrammeDocument));
        return isSame
            ? new SeedChange($"programme version {version}", "unchanged")
            : throw new StartException(
                $"programme.json: $.version: version {version} is published and never changes; give the new rules the "
                    + "next number.");
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
            return new SeedChange(merchant.Name.Zh, "added");
        }

        var isSame =
            (known.NameZh, known.NameEn, known.Category) == (merchant.Name.Zh, merchant.Name.En, merchant.Category);
        (known.NameZh, known.NameEn, known.Category) = (merchant.Name.Zh, merchant.Name.En, merchant.Category);
        return new SeedChange(merchant.Name.Zh, isSame ? "unchanged" : "updated");
    }
}
