using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Merchants.ManagingMerchants;

/// <summary>Issues and revokes merchants' keys, for the API and the command line alike.</summary>
internal static class MerchantKeys
{
    /// <summary>Two, so that a merchant can change keys without a gap.</summary>
    public const int MostLive = 2;

    public static string PrefixFor(SandboxMode sandbox) => sandbox.IsOn ? "rk_test_" : "rk_live_";

    /// <summary>Stages the new key; the caller saves it.</summary>
    /// <returns>
    /// The secret, which is not stored, and the row. Refuses <c>not_found</c> and <c>too_many_keys</c>.
    /// </returns>
    public static Outcome<(string Secret, MerchantKeyRow Row)> Issue(
        RewardsDb db, string merchantId, IReadOnlyList<string> scopes, (string Prefix, DateTimeOffset Now) made)
    {
        if (!db.Merchants.Any(merchant => merchant.Id == merchantId))
        {
            return new Refusal("not_found", "There is no such merchant.");
        }

        if (db.MerchantKeys.Count(key => key.MerchantId == merchantId && key.RevokedAt == null) >= MostLive)
        {
            return new Refusal(
                "too_many_keys",
                $"A merchant has at most {MostLive} live keys: revoke one first.",
                $"每个商户最多 {MostLive} 个有效密钥，请先撤销其中一个。");
        }

        var secret = Secrets.New(made.Prefix);
        var row = new MerchantKeyRow
        {
            Id = TypeId.New(TypeId.MerchantKey, made.Now),
            MerchantId = merchantId,
            Hash = Secrets.Hash(secret),
            Scopes = string.Join(' ', Scopes.All.Intersect(scopes)),
            Hint = Secrets.Hint(secret),
            CreatedAt = made.Now,
        };
        db.MerchantKeys.Add(row);
        return (secret, row);
    }

    /// <param name="db">Where.</param>
    /// <param name="keyId">Which key.</param>
    /// <param name="merchantId">Whose it must be; null: anybody's.</param>
    /// <param name="now">When.</param>
    /// <returns>
    /// The key, and whether anything changed: revoking a revoked one changes nothing. Refuses <c>not_found</c>.
    /// </returns>
    public static Outcome<(MerchantKeyRow Row, bool HasChanged)> Revoke(
        RewardsDb db, string keyId, string? merchantId, DateTimeOffset now)
    {
        var row = db.MerchantKeys.AsTracking()
            .FirstOrDefault(key => key.Id == keyId && (merchantId == null || key.MerchantId == merchantId));
        if (row is null)
        {
            return new Refusal("not_found", "There is no such key.");
        }

        var isLive = row.RevokedAt is null;
        row.RevokedAt ??= now;
        return (row, isLive);
    }
}
