using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Merchants.ManagingMerchants;

/// <summary>What the audit log says about merchants' keys, whoever acted and from where.</summary>
internal static class MerchantKeyActs
{
    public static Act Issued(MerchantKeyRow row) => Of("merchant_key.issued", row);

    public static Act Revoked(MerchantKeyRow row) => Of("merchant_key.revoked", row);

    private static Act Of(string name, MerchantKeyRow row) =>
        new(name, row.Id, new { row.MerchantId, Scopes = row.Scopes.Split(' '), row.Hint });
}
