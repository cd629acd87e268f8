namespace Rewards.Domain.Programmes;

/// <summary>
/// The programme as a JSON document that an operator edits. Every setting says where it comes from: a fact carries
/// the <c>source</c>'s phrase, everything else is marked <c>"assumption": true</c> with a <c>reason</c>.
/// </summary>
public static class ProgrammeDocument
{
    /// <summary>The words for categories, here and in the API. Never renamed.</summary>
    public static IReadOnlyDictionary<string, Category> Categories { get; } = new Dictionary<string, Category>
    {
        ["book"] = Category.Book,
        ["film"] = Category.Film,
        ["scenic"] = Category.Scenic,
        ["leisure"] = Category.Leisure,
        ["public"] = Category.Public,
    };

    /// <returns>The programme, or every mistake in the document with its JSON path.</returns>
    public static (Programme? Programme, IReadOnlyList<DocumentError> Errors) Parse(string json) =>
        DocumentReader.Read(json, ReadProgramme);

    private static Programme ReadProgramme(DocumentReader document) => new()
    {
        Version = (int)document.Whole("version", 1, int.MaxValue),
        Name = ReadName(document),
        OperatedBy = Sourced(document, "operated_by", setting => setting.Text("value")) ?? "",
        Calendar = Sourced(document, "time_zone", ReadZone) ?? new BusinessCalendar(TimeZoneInfo.Utc),
        Rate = new PointRate(Number(document, "fen_per_point", 1, 1_000_000)),
        Earning = document.Child("earning", ReadEarning)!,
        Expiry = document.Child("expiry", ReadExpiry)!,
        HoldFor =
            TimeSpan.FromMinutes(document.Child("redeeming", rules => Number(rules, "hold_minutes", 1, 7 * 24 * 60))),
        Adjusting = document.Child("adjusting", rules => new AdjustingRules(
            new Points(Number(rules, "approval_above_points", 0, Points.MostInOneOperation)),
            new Points(Optional(
                rules,
                "approval_above_points_in_all",
                AdjustingRules.UsualInAll,
                Points.MostInOneOperation))))!,
        Supplying = document.Has("supplying")
            ? document.Child("supplying", ReadSupplying)!
            : SupplyingRules.Usual,
        Paying = document.Has("paying") ? document.Child("paying", ReadPaying)! : PayingRules.Usual,
        Caps = document.Child("categories", ReadCategories)!,
    };

    /// <summary>A name in both languages, as programme and merchants have it.</summary>
    public static BilingualText ReadName(DocumentReader owner) =>
        owner.Child("name", name =>
            BilingualText.Of(name.Text("zh", BilingualText.LongestName), name.Text("en", BilingualText.LongestName)))!;

    /// <summary>Reads one setting together with the reason why it has its value.</summary>
    public static T? Sourced<T>(DocumentReader owner, string name, Func<DocumentReader, T?> readValue) =>
        owner.Child(name, setting =>
        {
            RequireReason(setting);
            return readValue(setting);
        });

    private static void RequireReason(DocumentReader setting)
    {
        var source = setting.OptionalText("source");
        var isAssumption = setting.Flag("assumption");
        var reason = setting.OptionalText("reason", longest: 500);
        var isFact = source is not null && !isAssumption && reason is null;
        var isExplained = isAssumption && reason is not null && source is null;
        if (!isFact && !isExplained)
        {
            setting.Error("must have either \"source\", or \"assumption\": true and a \"reason\"");
        }
    }

    private static long Number(DocumentReader owner, string name, long least, long most) =>
        Sourced(owner, name, setting => setting.Whole("value", least, most));

    /// <summary>A setting that documents of before do not have.</summary>
    private static long Optional(DocumentReader owner, string name, long otherwise, long most) =>
        owner.Has(name) ? Number(owner, name, 0, most) : otherwise;

    private static EarningRules ReadEarning(DocumentReader rules) => new(
        EarnedPoints(rules, "signup_points"),
        EarnedPoints(rules, "check_in_points"),
        EarnedPoints(rules, "streak_bonus_points"),
        (int)Number(rules, "streak_bonus_every_days", 1, 366),
        EarnedPoints(rules, "invitation_points"),
        (int)Number(rules, "invitations_per_month", 0, 1_000_000));

    private static Points EarnedPoints(DocumentReader rules, string name) => new(Number(rules, name, 0, 1_000_000));

    private static ExpiryRules ReadExpiry(DocumentReader rules) => new(
        (int)Number(rules, "valid_months", 1, 120),
        (int)Number(rules, "grace_days", 0, 366));

    private static SupplyingRules ReadSupplying(DocumentReader rules) =>
        new(
            (int)Number(rules, "price_rise_percent", 0, 1000),
            (int)Optional(rules, "points_reach_days", SupplyingRules.Usual.PointsReachDays, 366))
        {
            MissedLimit = (int)Optional(rules, "missed_limit", SupplyingRules.Usual.MissedLimit, 100),
            MissedWithinDays = (int)Optional(rules, "missed_within_days", SupplyingRules.Usual.MissedWithinDays, 366),
            BlockedDays = (int)Optional(rules, "blocked_days", SupplyingRules.Usual.BlockedDays, 366),
        };

    private static PayingRules ReadPaying(DocumentReader rules) =>
        new(
            (int)Number(rules, "within_minutes", PayingRules.ShortestMinutes, PayingRules.LongestMinutes),
            new Fen(Number(rules, "minimum_cash_fen", 1, 100_000)))
        {
            MostUnpaid = (int)Number(rules, "most_unpaid", 1, 100),
            LapsedLimit = (int)Number(rules, "lapsed_limit", 1, 100),
            LapsedWithinDays = (int)Number(rules, "lapsed_within_days", 1, 366),
            BlockedHours = (int)Number(rules, "blocked_hours", 0, 366 * 24),
        };

    private static BusinessCalendar ReadZone(DocumentReader setting)
    {
        var id = setting.Text("value");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return new BusinessCalendar(zone);
        }

        setting.Error($"is not a time zone that this machine knows: {id}", "value");
        return new BusinessCalendar(TimeZoneInfo.Utc);
    }

    private static Dictionary<Category, IReadOnlyList<Cap>> ReadCategories(DocumentReader categories) =>
        Categories.ToDictionary(
            category => category.Value,
            category => category.Value == Category.Public
                ? ReadPublic(categories, category.Key)
                : categories.Child(category.Key, rules => rules.Children("caps", ReadCap)) ?? []);

    /// <summary>It has no caps to be read, and documents of before do not have it.</summary>
    private static IReadOnlyList<Cap> ReadPublic(DocumentReader categories, string name) => categories.Has(name)
        ? categories.Child<IReadOnlyList<Cap>>(name, rules =>
        {
            RequireReason(rules);
            return [];
        }) ?? []
        : [];

    private static Cap? ReadCap(DocumentReader cap)
    {
        RequireReason(cap);
        return cap.Choice("rule", CapReaders)?.Invoke(cap);
    }

    private static IReadOnlyDictionary<string, Func<DocumentReader, Cap>> CapReaders { get; } =
        new Dictionary<string, Func<DocumentReader, Cap>>
        {
            ["per_purchase"] = cap => new PerPurchaseCap(ReadFen(cap)),
            ["cash_floor_per_unit"] = cap => new CashFloorPerUnitCap(ReadFen(cap)),
            ["share_of_total"] = cap => new ShareOfTotalCap((int)cap.Whole("percent", 0, 100)),
        };

    private static Fen ReadFen(DocumentReader cap) => new(cap.Whole("fen", 0, Fen.MostInOneOperation));
}
