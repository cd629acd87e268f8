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

    /// <summary>First and last character; what is between is nobody else's business.</summary>
    public static string Mask(string name)
    {
        var characters = System.Globalization.StringInfo.ParseCombiningCharacters(name);
        return characters.Length < 3
            ? PlainText.Shorten(name, 1) + "*"
            : $"{name[..characters[1]]}**{name[characters[^1]..]}";
    }
}
