using System.Text.Json;

namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>How many tickets one person may have, by one version; null: as many as there are.</summary>
internal sealed record OfferLimit(long? PerOrder, long? PerSlot, long? PerDay, long? PerOffer);

/// <summary>The limits of all versions of offers.</summary>
internal sealed class OfferLimits
{
    private readonly Dictionary<(string OfferId, long N), OfferLimit?> byVersion = [];

    public static OfferLimits Read(Snapshot snapshot)
    {
        var limits = new OfferLimits();
        foreach (var (offerId, n, content) in snapshot.Read(
            "SELECT offer_id, n, content FROM offer_version",
            row => (row.TextOrNull("offer_id") ?? "", row.WholeOrNull("n") ?? 0, row.TextOrNull("content") ?? "")))
        {
            limits.byVersion[(offerId, n)] = LedgerText.Read(content, LimitsIn);
        }

        return limits;
    }

    /// <summary>Null: there is no such version, or it can't be read.</summary>
    public OfferLimit? Of(StoredOrder order) => byVersion.GetValueOrDefault((order.OfferId, order.OfferVersion));

    private static OfferLimit LimitsIn(JsonElement content)
    {
        var limits = content.GetProperty("limits");
        return new OfferLimit(
            Limit(limits, "per_order"), Limit(limits, "per_slot"), Limit(limits, "per_day"), Limit(limits, "per_offer"));
    }

    private static long? Limit(JsonElement limits, string name) =>
        limits.TryGetProperty(name, out var limit) && limit.ValueKind != JsonValueKind.Null ? limit.GetInt64() : null;
}
