using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Store;

/// <summary>Facts that the service keeps about itself, by name.</summary>
public static class ServiceState
{
    /// <summary>Raised whenever reference data changes, so that every process notices.</summary>
    public const string ReferenceVersion = "reference_version";

    /// <summary>Set once the sandbox was on: such a database never serves Production.</summary>
    public const string SandboxClockOffset = "sandbox_clock_offset_ms";

    /// <summary>Sealed: signs member codes, seals cursors. Made once, shared by all processes.</summary>
    public const string SigningKey = "signing_key";

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
}
