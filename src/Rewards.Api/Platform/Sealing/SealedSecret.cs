using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Sealing;

/// <summary>A value of the database that must be worth nothing to who has only a copy of it.</summary>
/// <param name="Name">Under which it is sealed.</param>
/// <param name="Value">Sealed; in the clear only if it is older than the seals.</param>
/// <param name="Put">Stages another value in its place.</param>
/// <param name="Remove">Stages its end.</param>
internal sealed record SealedSecret(string Name, string Value, Action<string> Put, Action Remove)
{
    /// <summary>Of keys of cookies and forms.</summary>
    public const string DataProtectionKeys = "data_protection_key:";

    private const string WeChatTokens = "wechat_token:";

    public bool IsSealed => Seals.KeyOf(Value) is not null;

    /// <summary>Of what WeChat lends.</summary>
    public static string NameOfWeChat(string token) => WeChatTokens + token;

    /// <summary>
    /// The key that signs member codes and seals cursors, those of cookies and forms, what WeChat lends. Tracked.
    /// </summary>
    public static IReadOnlyList<SealedSecret> AllIn(RewardsDb db) =>
    [
        .. db.ServiceStates.AsTracking()
            .Where(row => row.Name == ServiceState.SigningKey || row.Name.StartsWith(DataProtectionKeys))
            .AsEnumerable()
            .Select(row =>
                new SealedSecret(row.Name, row.Value, value => row.Value = value, () => db.ServiceStates.Remove(row))),
        .. db.WeChatTokens.AsTracking()
            .Where(row => row.Value != "")
            .AsEnumerable()
            .Select(row => new SealedSecret(
                NameOfWeChat(row.Key), row.Value, value => row.Value = value, () => db.WeChatTokens.Remove(row))),
    ];

    /// <summary>
    /// The key in use: the one of the signing key. A newer one in the key file waits for <c>keys rotate</c>, because
    /// not every node may have it yet.
    /// </summary>
    public static string? KeyInUse(RewardsDb db) => Seals.KeyOf(ServiceState.Get(db, ServiceState.SigningKey));
}
