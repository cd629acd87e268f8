using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Tests.Histories;

/// <summary>What a redemption may say of money: points and cash are the gross, and come back once.</summary>
internal static class RedemptionRules
{
    public static void Check(Redemption redemption, IEnumerable<Refunded> refunds)
    {
        var gross = redemption.Purchase.Gross.Value;
        var discount = redemption.Points.Value * redemption.Rate.FenPerPoint;
        Assert.Equal(gross, discount + redemption.Cash.Value);
        Assert.True(redemption.Points.Value >= 0 && redemption.Cash.Value >= 0);
        Assert.True(IsWithinCap(CategoryOf(redemption), redemption.Purchase, discount));
        CheckRefunds(redemption, [.. refunds.Where(refund => refund.Redemption.Id == redemption.Id)]);
    }

    private static Category CategoryOf(Redemption redemption) =>
        Enum.Parse<Category>(redemption.MerchantId["mch_".Length..]);

    private static bool IsWithinCap(Category category, Purchase purchase, long discount) => category switch
    {
        Category.Book => discount <= 5000,
        Category.Film => discount <= purchase.Lines.Sum(AboveFloor),
        Category.Scenic => discount * 2 <= purchase.Gross.Value,
        Category.Leisure => discount * 10 <= purchase.Gross.Value * 3,
        Category.Public => discount <= purchase.Gross.Value,
    };

    private static long AboveFloor(PurchaseLine line) => line.Quantity * Math.Max(0, line.UnitPrice.Value - 1250);

    private static void CheckRefunds(Redemption redemption, IReadOnlyList<Refunded> refunds)
    {
        var points = refunds.Sum(refund => refund.Split.Points.Value);
        var cash = refunds.Sum(refund => refund.Split.Cash.Value);

        Assert.All(refunds, refund => Assert.True(refund.Split.Points.Value >= 0 && refund.Split.Cash.Value >= 0));
        Assert.InRange(points, 0, redemption.Points.Value);
        Assert.InRange(cash, 0, redemption.Cash.Value);
        Assert.Equal(redemption.RefundedGross.Value, (points * redemption.Rate.FenPerPoint) + cash);
        Assert.Equal(redemption.RefundedPoints.Value, points);
    }
}
