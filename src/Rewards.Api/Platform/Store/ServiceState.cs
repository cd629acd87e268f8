using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Store;

/// <summary>Facts that the service keeps about itself, by name.</summary>
public static class ServiceState
{
    /// <summary>Raised whenever reference data changes, so that every process notices.</summary>
    public const string ReferenceVersion = "reference_version";

    /// <summary>Raised by one whenever an offer changes: what is newer than what a process knows it reads again.</summary>
    public const string CatalogueNo = "catalogue_no";

    /// <summary>Set once the sandbox was on: such a database never serves Production.</summary>
    public const string SandboxClockOffset = "sandbox_clock_offset_ms";

    /// <summary>Sealed: signs member codes, seals cursors. Made once, shared by all processes.</summary>
    public const string SigningKey = "signing_key";

    /// <summary>Whether the database was made by the sandbox.</summary>
    public static bool IsSandbox(RewardsDb db) => Get(db, SandboxClockOffset) is not null;

    public static string? Get(RewardsDb db, string name) =>
        db.ServiceStates.AsNoTracking().FirstOrDefault(state => state.Name == name)?.Value;

    public static void Set(RewardsDb db, string name, string value)
    {
        var row = db.ServiceStates.AsTracking().FirstOrDefault(state => state.Name == name);
        if (row is null)
        {
            db.ServiceStates.Add(new ServiceStateRow { Name = name, Value = value });
        }
        else
        {
            row.Value = value;
        }
    }

    /// <summary>
    /// Call in the transaction that changes programme versions, merchants, keys, operators or the clock.
    /// </summary>
    public static void RaiseReferenceVersion(RewardsDb db) =>
        Set(db, ReferenceVersion, Guid.CreateVersion7().ToString("N"));

    public static long CatalogueNoOf(RewardsDb db) =>
        long.Parse(Get(db, CatalogueNo) ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Call where <see cref="RewardsDb.HoldReference"/> was called before: numbers never go back.</summary>
    /// <returns>The new number, for what is changed in the same transaction.</returns>
    public static long RaiseCatalogueNo(RewardsDb db)
    {
        var next = CatalogueNoOf(db) + 1;
        Set(db, CatalogueNo, next.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return next;
    }
}
