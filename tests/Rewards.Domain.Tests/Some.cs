using System.Globalization;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests;

/// <summary>
/// Valid values, of which a test names only what matters to it. Clocks and days are written as people in Shanghai read
/// them, lots as they are stored, and purchases as a till prints them: <c>2 x 3500</c> is two units of 35.00 yuan.
/// </summary>
internal static class Some
{
    public const string MemberId = "mbr_alice";
    public const string MerchantId = "mch_bookshop";
    public const string RedemptionId = "rdm_1";

    /// <summary>When nothing is said about time.</summary>
    public const string Noon = "2026-11-24 12:00";

    /// <summary>The last valid day of points earned at <see cref="Noon"/>.</summary>
    public const string LastDay = "2027-11-30";

    public static BusinessCalendar Shanghai { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public static Programme Programme { get; } = new()
    {
        Version = 3,
        Name = new BilingualText("文化消费", "Culture"),
        OperatedBy = "文体广新局",
        Calendar = Shanghai,
        Rate = new PointRate(10),
        Earning = new EarningRules(new Points(300), new Points(5), new Points(20), 7, new Points(100), 20),
        Expiry = new ExpiryRules(ValidMonths: 12, GraceDays: 7),
        HoldFor = TimeSpan.FromMinutes(15),
        Adjusting = new AdjustingRules(new Points(1000), new Points(3000)),
        Caps = new Dictionary<Category, IReadOnlyList<Cap>>
        {
            [Category.Book] = [new PerPurchaseCap(new Fen(5000))],
            [Category.Film] = [new CashFloorPerUnitCap(new Fen(1250))],
            [Category.Scenic] = [new ShareOfTotalCap(50)],
            [Category.Leisure] = [new ShareOfTotalCap(30)],
            [Category.Public] = [],
        },
    };

    public static DateTimeOffset At(string clock) =>
        DateTimeOffset.Parse(clock + " +08:00", CultureInfo.InvariantCulture).ToUniversalTime();

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Moment Moment(string clock = Noon, Programme? programme = null, string actor = "member") =>
        new(At(clock), programme ?? Programme, actor);

    public static LotPoints Lot(string lot, long points) => new(LotKey.Parse(lot), new Points(points));

    /// <summary>A member who has points, all of them valid for a long time.</summary>
    public static Account Account(long points) => Account(($"adjustment/{LastDay}", points));

    /// <summary>A member who earned what is in the lots, long before any test begins.</summary>
    public static Account Account(params (string Lot, long Points)[] lots) => new()
    {
        MemberId = MemberId,
        LastSeq = 1,
        LastEntryAt = At("2026-01-01 00:00"),
        Lots = Lots.From(lots.Select(lot => Lot(lot.Lot, lot.Points))),
        Totals = new Totals { Earned = new Points(lots.Sum(lot => lot.Points)) },
    };

    public static PurchaseLine Line(string line)
    {
        var parts = line.Split(" x ");
        return new PurchaseLine("一本书", Whole(parts[0]), new Fen(Whole(parts[1])));
    }

    public static Purchase Purchase(string lines) =>
        Domain.Redeeming.Purchase.Of([.. lines.Split(", ").Select(Line)]).Value;

    public static QuoteRequest Wanted(string lines, long? points = null, Category category = Category.Book) =>
        new(category, Purchase(lines), points is { } wanted ? new Points(wanted) : null);

    /// <summary>A quote under a programme's caps and nothing else.</summary>
    public static Outcome<Quote> Quote(QuoteRequest wanted, Points spendable, Programme programme) =>
        Domain.Redeeming.Quote.Decide(wanted, spendable, programme.Rate, [.. programme.CeilingsOn(wanted)]);

    public static RedeemRequest Request(QuoteRequest wanted, string id = RedemptionId) =>
        new(id, MerchantId, "1001", wanted);

    /// <summary>Sets points aside for books of 88.00 yuan.</summary>
    public static RedemptionChange Held(Account account, long points, string clock = Noon, string id = RedemptionId) =>
        Redeem.Decide(Request(Wanted("1 x 8800", points), id), account, Moment(clock)).Value;

    /// <summary>Spends points at once, on books of 88.00 yuan where nothing else is said.</summary>
    public static RedemptionChange Captured(
        Account account, long points, string clock = Noon, string lines = "1 x 8800") =>
        Redeem.Decide(Request(Wanted(lines, points)) with { Capture = true }, account, Moment(clock)).Value;

    private static long Whole(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
