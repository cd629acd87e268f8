using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site;

/// <summary>
/// What the pages say, in the member's language: one table per language (<c>Words/zh.json</c>, <c>Words/en.json</c>),
/// and numbers, money and days as people write them there.
/// </summary>
public sealed class Text(Language language, BusinessCalendar calendar)
{
    private static readonly FrozenDictionary<string, string> Chinese = Read("zh");
    private static readonly FrozenDictionary<string, string> English = Read("en");

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == Language.Chinese ? "zh-CN" : "en-GB");

    /// <summary>As HTML's <c>lang</c> has it.</summary>
    public string Tag => IsChinese ? "zh-CN" : "en";

    public bool IsChinese => language == Language.Chinese;

    /// <exception cref="KeyNotFoundException">The table lacks the key: a mistake of ours that a test finds.</exception>
    public string this[string key] => (IsChinese ? Chinese : English)[key];

    public string this[string key, params object[] facts] => string.Format(culture, this[key], facts);

    public bool Has(string key) => Chinese.ContainsKey(key);

    public string Name(BilingualText name) => IsChinese ? name.Zh : name.En;

    public string Name(VenueRow venue) => IsChinese ? venue.NameZh : venue.NameEn;

    public string Name(MerchantRow merchant) => IsChinese ? merchant.NameZh : merchant.NameEn;

    /// <summary>What somebody calls themselves stays as it is; a name that was given here has two languages.</summary>
    public string Person(string name) => IsChinese || !DisplayNames.IsGiven(name)
        ? name
        : this[name[0] == '会' ? "person.member" : "person.friend", name[^4..]];

    public string Number(long number) => number.ToString("N0", culture);

    /// <summary>With its sign, a true minus: <c>+5</c>, <c>−200</c>.</summary>
    public string Change(long points) =>
        points == 0 ? "0" : (points > 0 ? "+" : "−") + Number(Math.Abs(points));

    /// <summary><c>¥50,020.00</c>.</summary>
    public static string Yuan(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"¥{fen / 100:N0}.{fen % 100:00}");

    /// <summary>As it is said of caps, without what is nothing: <c>¥50</c>, <c>¥12.50</c>.</summary>
    public static string YuanInWords(long fen) =>
        fen % 100 == 0 ? string.Create(CultureInfo.InvariantCulture, $"¥{fen / 100:N0}") : Yuan(fen);

    public string Day(DateOnly day) => day.ToString(IsChinese ? "yyyy年M月d日" : "d MMM yyyy", culture);

    public string Month(DateOnly day) => day.ToString(IsChinese ? "yyyy年M月" : "MMMM yyyy", culture);

    public string Day(DateTimeOffset instant) => Day(calendar.DateOf(instant));

    /// <summary>In the programme's time zone, wherever the member is.</summary>
    public string Minute(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, calendar.Zone)
            .ToString(IsChinese ? "yyyy年M月d日 HH:mm" : "d MMM yyyy, HH:mm", culture);

    /// <summary>Of a row under its month, whose year is said there: short enough for one line in large type.</summary>
    public string MinuteOfYear(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, calendar.Zone)
            .ToString(IsChinese ? "M月d日 HH:mm" : "d MMM, HH:mm", culture);

    /// <summary>As a clock shows it there: <c>19:30</c>.</summary>
    public string TimeOfDay(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, calendar.Zone).ToString("HH:mm", culture);

    /// <summary>Today, tomorrow, or the day with its weekday: of what is to come soon, without a year.</summary>
    public string NearDay(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => this["day.today"],
        1 => this["day.tomorrow"],
        _ => $"{day.ToString(IsChinese ? "M月d日" : "d MMM", culture)} {WeekDay(day)}",
    };

    public string WeekDay(DateOnly day) => this["day.week"].Split(' ')[(int)day.DayOfWeek];

    /// <summary><c>明天 19:30</c>.</summary>
    public string Soon(DateTimeOffset instant, DateTimeOffset now) =>
        $"{NearDay(calendar.DateOf(instant), calendar.DateOf(now))} {TimeOfDay(instant)}";

    internal static FrozenDictionary<string, string> Read(string name)
    {
        using var table = typeof(Text).Assembly.GetManifestResourceStream($"words.{name}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(table)!.ToFrozenDictionary();
    }
}
