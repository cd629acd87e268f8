using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Programmes;

/// <summary>All rules of one city, in one numbered version. A published version never changes.</summary>
public sealed record Programme
{
    /// <summary>From 1, rising by 1.</summary>
    public required int Version { get; init; }

    public required BilingualText Name { get; init; }

    /// <summary>The public body that runs the programme.</summary>
    public required string OperatedBy { get; init; }

    public required BusinessCalendar Calendar { get; init; }

    public required PointRate Rate { get; init; }

    public required EarningRules Earning { get; init; }

    public required ExpiryRules Expiry { get; init; }

    /// <summary>How long a hold lives.</summary>
    public required TimeSpan HoldFor { get; init; }

    public required AdjustingRules Adjusting { get; init; }

    public SupplyingRules Supplying { get; init; } = SupplyingRules.Usual;

    public PayingRules Paying { get; init; } = PayingRules.Usual;

    public required IReadOnlyDictionary<Category, IReadOnlyList<Cap>> Caps { get; init; }

    /// <summary>What the caps of the merchant's category allow on a purchase.</summary>
    public IEnumerable<Ceiling> CeilingsOn(QuoteRequest wanted) =>
        Caps[wanted.Category].Select(cap => new Ceiling(
            cap.Rule, wanted.IsByTicket ? cap.LimitByTicket(wanted.Purchase, Rate) : cap.LimitOn(wanted.Purchase)));
}

/// <summary>What a merchant sells. Persisted by its snake_case name: never renamed.</summary>
public enum Category
{
    Book = 1,
    Film = 2,
    Scenic = 3,
    Leisure = 4,

    /// <summary>A public body: no caps, no settlement.</summary>
    Public = 5,
}

/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record BilingualText(string Zh, string En)
{
    /// <summary>In characters as people count them.</summary>
    public const int LongestName = 100;

    /// <summary>The same for a column, which counts code points.</summary>
    public const int LongestCodePoints = LongestName * PlainText.CodePointsPerCharacter;

    /// <summary>What is expected of a name, for those who wrote one that is none.</summary>
    public const string NameRule = "must have 1 to 100 characters, and not only spaces";

    /// <summary>Composed (NFC), so that names that look alike are alike.</summary>
    public static BilingualText Of(string zh, string en) => new(zh.Normalize(), en.Normalize());

    public static bool IsName(string text) =>
        !string.IsNullOrWhiteSpace(text) && PlainText.FaultIn(text) is null && PlainText.Fits(text, LongestName);
}

/// <summary>How points are earned. All amounts in whole points; 0 switches a way of earning off.</summary>
/// <param name="SignupPoints">Once per person.</param>
/// <param name="CheckInPoints">Once per business date.</param>
/// <param name="StreakBonusPoints">
/// On top of the check-in, on every <paramref name="StreakBonusEveryDays"/>th day in a row.
/// </param>
/// <param name="StreakBonusEveryDays">At least 1.</param>
/// <param name="InvitationPoints">For the inviter, when the friend registers.</param>
/// <param name="InvitationsPerMonth">Most friends credited for one business month of registration.</param>
public sealed record EarningRules(
    Points SignupPoints,
    Points CheckInPoints,
    Points StreakBonusPoints,
    int StreakBonusEveryDays,
    Points InvitationPoints,
    int InvitationsPerMonth)
{
    /// <summary>What the check-in of the n-th day in a row earns: every so many days there is a bonus on top.</summary>
    public Points CheckInPointsOn(long day) => IsBonusDay(day) ? CheckInPoints + StreakBonusPoints : CheckInPoints;

    public bool IsBonusDay(long day) => day % StreakBonusEveryDays == 0;
}

/// <summary>
/// How many points one operator gives and takes alone on a business date; an adjustment beyond it waits for a second
/// person.
/// </summary>
/// <param name="AloneForMember">For one member.</param>
/// <param name="AloneInAll">For all members together.</param>
public sealed record AdjustingRules(Points AloneForMember, Points AloneInAll)
{
    /// <summary>For documents that were made before there was the setting.</summary>
    public const long UsualInAll = 3000;
}

/// <summary>What is looked at before members see it, and how far ahead they order.</summary>
/// <param name="PriceRisePercent">How far an approved offer's price may rise without a look, in percent.</param>
/// <param name="PointsReachDays">How many days ahead one orders with points.</param>
public sealed record SupplyingRules(int PriceRisePercent, int PointsReachDays)
{
    /// <summary>For documents that were made before there was the setting.</summary>
    public static SupplyingRules Usual { get; } = new(20, 60);

    /// <summary>How many days ahead what is paid at the venue may end: so long points are held for it.</summary>
    public const int MostHeldDays = 31;

    /// <summary>How many such orders one member may have at once.</summary>
    public const int MostHeldOrders = 10;

    /// <summary>How many bookings that a member did not come to block free ones.</summary>
    public int MissedLimit { get; init; } = 3;

    /// <summary>The first and the last of these are at most so many days apart.</summary>
    public int MissedWithinDays { get; init; } = 90;

    /// <summary>For how many days, from the last one.</summary>
    public int BlockedDays { get; init; } = 30;
}

/// <summary>How long points live.</summary>
/// <param name="ValidMonths">At least 1.</param>
/// <param name="GraceDays">
/// Days that points live at least when they come back to a lot that is nearly or wholly expired.
/// </param>
public sealed record ExpiryRules(int ValidMonths, int GraceDays)
{
    /// <summary>The last day of the month, <see cref="ValidMonths"/> months after <paramref name="day"/>.</summary>
    public DateOnly LastDayOfPointsEarnedOn(DateOnly day)
    {
        var month = day.AddMonths(ValidMonths);
        return new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
    }
}
