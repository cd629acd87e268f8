using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>A purchase paid partly with points, as its member sees it.</summary>
/// <param name="Status">As of now; of the texts.</param>
/// <param name="Limit">Which limit decided, in words; null where the member's own wish did.</param>
public sealed record PurchaseView(string Id, string Merchant, string Status, Redemption Redemption, string? Limit);

/// <summary>Reads a member's own purchases.</summary>
public sealed class PurchaseViews(RewardsDb db, ReferenceData reference, Clock clock, Text text)
{
    /// <param name="memberId">Whose.</param>
    /// <param name="id">A redemption's or refund's id; null or anything else finds nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PurchaseView?> FindAsync(string memberId, string? id, CancellationToken cancellationToken)
    {
        if (TypeId.IsValid(TypeId.Refund, id))
        {
            id = (await db.RefundsOf(memberId).FirstOrDefaultAsync(row => row.Id == id, cancellationToken))
                ?.RedemptionId;
        }

        var row = TypeId.IsValid(TypeId.Redemption, id)
            ? await db.RedemptionsOf(memberId).FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;
        return row is null ? null : Show(row);
    }

    /// <summary>Of the texts: how far a purchase got, and whether it was given back.</summary>
    /// <param name="redemption">The purchase.</param>
    /// <param name="refundedFen">How much of it counts as refunded.</param>
    /// <param name="now">When.</param>
    public static string StatusOf(Redemption redemption, long refundedFen, DateTimeOffset now) =>
        refundedFen == 0 ? WireName.Of(redemption.StatusAt(now))
        : refundedFen < redemption.Purchase.Gross.Value ? "partly_refunded"
        : "refunded";

    /// <summary>What pays for an order is told by the order.</summary>
    public static string LinkTo(Redemption redemption) =>
        redemption.OrderId is { } order ? $"/orders/{order}" : $"/redemptions/{redemption.Id}";

    public PurchaseView Show(RedemptionRow row)
    {
        var redemption = row.ToRedemption();
        return new PurchaseView(
            row.Id,
            MerchantOf(row.MerchantId),
            StatusOf(redemption, redemption.RefundedGross.Value, clock.GetUtcNow()),
            redemption,
            LimitOf(redemption));
    }

    public string MerchantOf(string id) =>
        reference.Current.Merchants.TryGetValue(id, out var merchant) ? text.Name(merchant) : id;

    private string? LimitOf(Redemption redemption)
    {
        var binding = redemption.Limits.FirstOrDefault(limit => limit.IsBinding);
        return binding is null ? null
            : text.Has("limit." + binding.Rule) ? text[
                "limit." + binding.Rule, Text.Yuan(binding.Most.Value), text.Number(redemption.Points.Value)]
            : binding.Rule;
    }
}
