using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Site.ReviewingPoints;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Site.ShowingCodes;

/// <summary>What a till did, in the member's language.</summary>
/// <param name="Key">Changes when there is something new to tell.</param>
/// <param name="Title">Short: paid, under way, given back.</param>
/// <param name="Text">Where, how many points, how much cash is left to pay.</param>
/// <param name="Link">To the purchase.</param>
/// <param name="ChangedAt">When it happened.</param>
public sealed record PaymentNews(string Key, string Title, string Text, string Link, DateTimeOffset ChangedAt);

/// <summary>Looks into the database, whichever process served the till.</summary>
public sealed class PaymentNewsReader(Database database, ReferenceData reference, Clock clock, Text text)
{
    /// <summary>Null: nothing was ever bought.</summary>
    public async Task<PaymentNews?> NewestAsync(string memberId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await db.RedemptionsOf(memberId).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : Tell(new PurchaseViews(db, reference, clock, text).Show(row));
    }

    private PaymentNews Tell(PurchaseView purchase)
    {
        var redemption = purchase.Redemption;
        return new PaymentNews(
            $"{purchase.Id}.{purchase.Status}",
            text[$"news.{purchase.Status}.title"],
            text[
                $"news.{purchase.Status}.text",
                purchase.Merchant,
                text.Number(redemption.Points.Value),
                Site.Text.Yuan(redemption.Discount.Value),
                Site.Text.Yuan(redemption.Cash.Value)],
            $"/redemptions/{purchase.Id}",
            LastChangeOf(redemption));
    }

    private static DateTimeOffset LastChangeOf(Redemption redemption) => redemption.CapturedAt ?? redemption.HeldAt;
}
