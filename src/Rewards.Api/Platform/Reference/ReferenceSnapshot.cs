using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Reference;

/// <summary>What every request needs and what rarely changes: the programme, merchants, and who may call.</summary>
/// <param name="Version">Changes with every change of the rest.</param>
/// <param name="Programme">The newest published version: the one in force.</param>
/// <param name="Merchants">By id.</param>
/// <param name="LiveKeys">Merchants' keys that are not revoked, by hash.</param>
/// <param name="Operators">Those that are not revoked, by the hash of their token.</param>
/// <param name="ClockOffset">How far the sandbox's clock was moved.</param>
public sealed record ReferenceSnapshot(
    string Version,
    Programme Programme,
    IReadOnlyDictionary<string, MerchantRow> Merchants,
    IReadOnlyDictionary<string, MerchantKeyRow> LiveKeys,
    IReadOnlyDictionary<string, OperatorRow> Operators,
    TimeSpan ClockOffset)
{
    /// <exception cref="StartException">There is no programme yet.</exception>
    public static ReferenceSnapshot Read(RewardsDb db)
    {
        // One transaction, so that a key never meets the merchants of another version.
        using var transaction = db.BeginSnapshot();
        var newest = db.ProgrammeVersions.AsNoTracking().OrderByDescending(version => version.Version).FirstOrDefault()
            ?? throw new StartException("The database holds no programme: run 'rewards seed apply' first.");
        return new ReferenceSnapshot(
            VersionOf(db),
            Parse(newest),
            db.Merchants.AsNoTracking().ToDictionary(merchant => merchant.Id),
            db.MerchantKeys.AsNoTracking().Where(key => key.RevokedAt == null).ToDictionary(key => key.Hash),
            db.Operators.AsNoTracking()
                .Where(person => person.RevokedAt == null)
                .ToDictionary(person => person.TokenHash),
            OffsetOf(db));
    }

    public static string VersionOf(RewardsDb db) => ServiceState.Get(db, ServiceState.ReferenceVersion) ?? "";

    public static TimeSpan OffsetOf(RewardsDb db) => TimeSpan.FromMilliseconds(
        long.Parse(
            ServiceState.Get(db, ServiceState.SandboxClockOffset) ?? "0",
            System.Globalization.CultureInfo.InvariantCulture));

    private static Programme Parse(ProgrammeVersionRow row)
    {
        var (programme, errors) = ProgrammeDocument.Parse(row.Document);
        return programme
            ?? throw new StartException($"Programme version {row.Version} in the database can't be read: {errors[0]}");
    }
}
