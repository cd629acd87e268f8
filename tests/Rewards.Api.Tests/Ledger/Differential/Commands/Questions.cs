using Rewards.Api.Tests.Ledger.Differential.Model;

namespace Rewards.Api.Tests.Ledger.Differential.Commands;

/// <summary>Questions, which change nothing.</summary>
internal static class Questions
{
    public static Command Review(int number, Person person) =>
        new(new Call(number, AdjustingCommands.Operator, $"/v1/operator/members/~{person.Name}~"), (town, _) =>
            Expected.Body(200, new
            {
                Member = new { Id = person.Name, InvitedBy = person.InvitedBy?.Name, CreatedAt = person.RegisteredAt },
                Points = PointsOf(person.Points.AsOf(town.Now)),
                StreakDays = person.StreakOn(town.Today),
                Entries = person.Points.Entries.Count,
            }));

    public static Command Lots(int number, Person person) =>
        new(new Call(number, AdjustingCommands.Operator, $"/v1/operator/members/~{person.Name}~/lots"), (town, _) =>
        {
            var book = person.Points.AsOf(town.Now);
            return Expected.Body(200, new
            {
                Available = Show(book.Lots),
                Holds = book.Holds.Select(
                    hold => new { RedemptionId = hold.Redemption, ExpiresAt = hold.EndsAt, Lots = Show(hold.Parts) }),
            });
        });

    public static Command Redemption(int number, Sale sale) =>
        new(new Call(number, sale.Merchant, $"/v1/redemptions/~{sale.Name}~"), (town, _) =>
            Expected.Body(200, RedeemingCommands.Show(sale, town.Now, withRefunds: true)));

    public static Command Quote(int number, Wish wish)
    {
        var call = new Call(
            number, wish.Merchant, "/v1/quotes", Call.Json(new { wish.MemberId, wish.Items, wish.Points }));
        return new Command(call, (town, _) =>
        {
            var price = wish.PriceFor(town);
            return price.Refuse() ?? Expected.Body(200, new
            {
                GrossFen = price.Gross,
                price.Points,
                DiscountFen = price.Points * Rules.FenPerPoint,
                CashFen = price.Gross - (price.Points * Rules.FenPerPoint),
                price.MaxPoints,
                SpendablePoints = price.Spendable,
                price.Limits,
                ProgrammeVersion = 1,
            });
        });
    }

    public static object PointsOf(PointsBook book) => new
    {
        book.Spendable,
        Held = book.HeldPoints,
        Earned = book.Sum("issued:", "available"),
        Spent = book.Sum("", "merchant:") - book.Sum("merchant:", ""),
        Expired = book.Sum("available", "breakage"),
        Withdrawn = book.Sum("available", "withdrawn"),
        WorthFen = book.Spendable * Rules.FenPerPoint,
        Expiring = book.Lots.GroupBy(part => part.Lot.ExpiresOn)
            .Select(day => new { Points = day.Sum(part => part.Points), ExpiresOn = day.Key }),
    };

    private static IEnumerable<object> Show(IEnumerable<Part> parts) =>
        parts.Select(part => new { part.Lot.Source, part.Lot.ExpiresOn, part.Points });
}
