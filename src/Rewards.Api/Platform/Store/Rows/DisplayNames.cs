using System.Globalization;
using Rewards.Domain;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>What members are called where WeChat tells no name, and how other members see them.</summary>
internal static class DisplayNames
{
    /// <summary>Characters as people count them.</summary>
    public const int Longest = 32;

    public static string For(string inviteCode) => "会员" + inviteCode[^4..];

    /// <summary>
    /// As somebody calls themselves elsewhere: never refused, but without what no text may hold, composed (NFC), and
    /// cut where it is too long. May be empty then.
    /// </summary>
    public static string From(string name) => PlainText.Shorten(PlainText.Clean(name).Normalize().Trim(), Longest);

    /// <summary>The first character, as people count them: the rest is nobody else's business, its length neither.</summary>
    public static string Mask(string name) => StringInfo.GetNextTextElement(name) + "***";
}
