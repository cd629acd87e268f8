using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

internal static class EndingHoldsCommands
{
    /// <param name="number">Of the command.</param>
    /// <param name="sender">The merchant, or another one.</param>
    /// <param name="sale">What is captured.</param>
    /// <param name="points">Null: all that is held.</param>
    public static Command Capture(int number, string sender, Sale sale, long? points)
    {
        var call = Call.Keyed(number, sender, $"/v1/redemptions/~{sale.Name}~/capture", new { Points = points });
        return new Command(
            call, (town, sent) => town.Once(sent, sender == sale.Merchant, () => Capture(sale, points, town)));
    }

    public static Command Release(int number, string sender, Sale sale)
    {
        var call = Call.Keyed(number, sender, $"/v1/redemptions/~{sale.Name}~/release", new { });
        return new Command(call, (town, sent) => town.Once(sent, sender == sale.Merchant, () => Release(sale, town)));
    }

    private static Expected Capture(Sale sale, long? points, TownBook town)
    {
        if (Refuse(sale, points, town.Now) is { } refusal)
        {
            return refusal;
        }

        sale.Spent = End(sale, points ?? sale.Points, town.Now);
        (sale.Status, sale.CapturedAt, sale.Points) = ("captured", town.Now, sale.Spent.Sum(part => part.Points));
        return Expected.Body(200, RedeemingCommands.Show(sale, town.Now));
    }

    private static Expected Release(Sale sale, TownBook town)
    {
        if (Refuse(sale, null, town.Now) is { } refusal)
        {
            return refusal;
        }

        End(sale, 0, town.Now);
        sale.Status = "released";
        return Expected.Body(200, RedeemingCommands.Show(sale, town.Now));
    }

    private static Expected? Refuse(Sale sale, long? points, DateTimeOffset now)
    {
        if (sale.StatusAt(now) != "held")
        {
            return Expected.Problem(409, "redemption_not_held", new { RedemptionStatus = sale.StatusAt(now) });
        }

        return points > sale.Points ? Expected.Problem(422, "capture_exceeds_hold", new { HeldPoints = sale.Points })
            : points == 0 && sale.Points > 0 ? Expected.Problem(400, "capture_needs_points", new { })
            : null;
    }

    /// <summary>What was taken of the hold.</summary>
    private static List<Part> End(Sale sale, long points, DateTimeOffset now)
    {
        var book = sale.Buyer.Points;
        book.BookOverdue(now);
        if (book.Holds.Find(hold => hold.Redemption == sale.Name) is not { } hold)
        {
            return [];
        }

        var taken = Parts.First(hold.Parts, points);
        book.EndHold(hold, taken, "merchant:" + sale.Merchant, now);
        return taken;
    }
}
