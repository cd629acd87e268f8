using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

/// <summary>A member's wish to buy.</summary>
/// <param name="Buyer">Null: somebody whom the service does not know.</param>
/// <param name="Merchant">By category.</param>
/// <param name="Items">What.</param>
/// <param name="Points">Null: as many as possible.</param>
internal sealed record Wish(Person? Buyer, string Merchant, IReadOnlyList<Item> Items, long? Points)
{
    private const string Nobody = "mbr_00000000000000000000000000";

    public bool Capture { get; init; }

    public string MemberId => Buyer is null ? Nobody : $"~{Buyer.Name}~";

    public Pricing PriceFor(TownBook town) => new(Merchant, Items, Points, Buyer!.Points.AsOf(town.Now).Spendable);
}

internal static class RedeemingCommands
{
    /// <param name="number">Of the command; names the redemption.</param>
    /// <param name="wish">What is bought.</param>
    /// <param name="orderNo">The merchant's number of it.</param>
    public static Command Redeem(int number, Wish wish, string orderNo)
    {
        var body = new { wish.MemberId, OrderNo = orderNo, wish.Items, wish.Points, wish.Capture };
        var call = Call.Keyed(number, wish.Merchant, "/v1/redemptions", body) with { Creates = $"r{number}" };
        return new Command(
            call, (town, sent) => town.Once(sent, wish.Buyer is not null, () => Decide(sent, wish, orderNo, town)));
    }

    public static object Show(Sale sale, DateTimeOffset now, bool withRefunds = false) => new
    {
        Id = sale.Name,
        sale.OrderNo,
        MerchantId = sale.Merchant,
        Status = sale.StatusAt(now),
        GrossFen = sale.Gross,
        sale.Points,
        DiscountFen = sale.Points * Rules.FenPerPoint,
        CashFen = sale.Cash,
        sale.RefundedFen,
        sale.RefundedPoints,
        Refunds = withRefunds ? sale.Refunds.Select(refund => RefundingCommands.Show(sale, refund)) : [],
        sale.Limits,
        ProgrammeVersion = 1,
        sale.HeldAt,
        HoldExpiresAt = sale.HoldEndsAt,
        sale.CapturedAt,
        sale.Items,
        Metadata = new { },
    };

    private static Expected Decide(Call call, Wish wish, string orderNo, TownBook town)
    {
        if (town.FindOrder(wish.Merchant, orderNo) is { } earlier)
        {
            return Expected.Problem(409, "duplicate_order", new { RedemptionId = earlier.Name });
        }

        var price = wish.PriceFor(town);
        if (price.Refuse() is { } refusal)
        {
            return refusal;
        }

        var sale = SaleOf(call, wish, orderNo, (price, town.Now));
        town.Add(sale);
        Move(sale, wish.Buyer!.Points, wish.Capture, town.Now);
        return Expected.Body(201, Show(sale, town.Now));
    }

    private static Sale SaleOf(Call call, Wish wish, string orderNo, (Pricing Price, DateTimeOffset Now) at) => new()
    {
        Name = call.Creates!,
        Buyer = wish.Buyer!,
        Merchant = wish.Merchant,
        OrderNo = orderNo,
        Items = wish.Items,
        Limits = at.Price.Limits,
        Points = at.Price.Points,
        HeldAt = at.Now,
        HoldEndsAt = wish.Capture ? null : at.Now + Rules.HoldFor,
        Status = wish.Capture ? "captured" : "held",
        CapturedAt = wish.Capture ? at.Now : null,
    };

    private static void Move(Sale sale, PointsBook book, bool isCapture, DateTimeOffset now)
    {
        book.BookOverdue(now);
        var parts = Parts.First(book.Lots, sale.Points);
        var merchant = "merchant:" + sale.Merchant;
        if (isCapture)
        {
            sale.Spent = parts;
        }

        if (parts.Count > 0 && isCapture)
        {
            book.Spend(
                new Entry("capture", "available", merchant, []) { Reference = sale.Name, Actor = merchant },
                parts,
                now);
        }
        else if (parts.Count > 0)
        {
            book.SetAside(sale.Name, parts, merchant, now);
        }
    }
}
