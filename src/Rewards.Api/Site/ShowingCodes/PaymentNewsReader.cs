using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.ReviewingPoints;

namespace Rewards.Api.Site.ShowingCodes;

/// <summary>Looks into the database, whichever process served the till.</summary>
public sealed class PaymentNewsReader(Database database, ReferenceData reference, Clock clock, Text text)
{
    /// <summary>What is older is no news to who opens the page; a refusal is none to anybody.</summary>
    public static readonly TimeSpan NewsFor = TimeSpan.FromMinutes(2);

    /// <returns>The newest there is, and of it what the page does not know, in the order in which it happened.</returns>
    public async Task<(SeenNews Newest, IReadOnlyList<PaymentNews> Unseen)> ReadAsync(
        string memberId, SeenNews seen, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var purchase = await db.RedemptionsOf(memberId).FirstOrDefaultAsync(cancellationToken) is { } bought
            ? new PurchaseViews(db, reference, clock, text).Show(bought)
            : null;
        var refusal = await NewestRefusalAsync(db, memberId, cancellationToken);
        var newest = new SeenNews(
            purchase is null ? seen.Purchase : $"{purchase.Id}.{purchase.Status}", refusal?.Id ?? seen.Refusal);
        IEnumerable<PaymentNews?> unseen =
        [
            newest.Purchase == seen.Purchase ? null : Tell(purchase!),
            newest.Refusal == seen.Refusal ? null : Tell(refusal!),
        ];
        return (newest, [.. unseen.OfType<PaymentNews>().OrderBy(news => news.ChangedAt)]);
    }

    /// <summary>One stretch of the primary key, and mostly an empty one.</summary>
    private Task<RefusedCodeRow?> NewestRefusalAsync(
        RewardsDb db, string memberId, CancellationToken cancellationToken)
    {
        var first = TypeId.First(TypeId.RefusedCode, clock.GetUtcNow() - NewsFor);
        return db.RefusedCodes
            .Where(row => row.MemberId == memberId && row.Id.CompareTo(first) >= 0)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private PaymentNews Tell(PurchaseView purchase)
    {
        var (redemption, status) = (purchase.Redemption, purchase.Status);
        var kind = status switch { "captured" => "paid", "held" => "held", _ => "back" };
        var isPaying = kind != "back";
        return new PaymentNews(
            kind,
            text[$"news.{status}.title"],
            purchase.Merchant,
            redemption.Points.Value == 0
                ? text["news.no_points"]
                : text[$"news.{status}.text", Site.Text.Yuan(redemption.Discount.Value)])
        {
            Points = isPaying && redemption.Points.Value > 0
                ? text["news.points", text.Change(-redemption.Points.Value)]
                : null,
            Cash = isPaying && redemption.Cash.Value > 0 ? Site.Text.Yuan(redemption.Cash.Value) : null,
            Done = text["news.done"],
            Link = PurchaseViews.LinkTo(redemption),
            ChangedAt = redemption.CapturedAt ?? redemption.HeldAt,
        };
    }

    /// <summary>Another version of the service may know more reasons.</summary>
    private PaymentNews Tell(RefusedCodeRow row)
    {
        var reason = text.Has($"refused.{row.Code}.title") ? row.Code : "other";
        var merchant = reference.Current.Merchants.TryGetValue(row.MerchantId, out var known) ? text.Name(known) : "";
        return new PaymentNews(
            PaymentNews.Refused, text[$"refused.{reason}.title"], merchant, text[$"refused.{reason}.text"])
        {
            Done = text["news.again"],
            ChangedAt = row.At,
        };
    }
}
