using System.Globalization;
using System.Text.RegularExpressions;
using Rewards.Domain;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>What members are called where WeChat tells no name, and how other members see them.</summary>
internal static partial class DisplayNames
{
    /// <summary>Characters as people count them.</summary>
    public const int Longest = 32;

    /// <summary>By the day on which they came: a friend remembers it, and it tells nobody who they are.</summary>
    public static string For(DateOnly day) => "微信好友" + day.ToString("MMdd", CultureInfo.InvariantCulture);

    /// <summary>Whether the name was given here; until November 2026 it was 会员 and the end of the invite code.</summary>
    public static bool IsGiven(string name) => Given.IsMatch(name);

    /// <summary>
    /// As somebody calls themselves elsewhere: never refused, but without what no text may hold, composed (NFC), and
    /// cut where it is too long. May be empty then.
    /// </summary>
    public static string From(string name) => PlainText.Shorten(PlainText.Clean(name).Normalize().Trim(), Longest);

    /// <summary>The first character, as people count them: the rest is nobody else's business, its length neither.</summary>
    public static string Mask(string name) => IsGiven(name) ? name : StringInfo.GetNextTextElement(name) + "***";

    [GeneratedRegex(@"\A(?:微信好友[0-9]{4}|会员[0-9A-Z]{4})\z", RegexOptions.NonBacktracking)]
    private static partial Regex Given { get; }
}
