namespace Rewards.Api.SigningIn;

/// <summary>What members are called where WeChat tells no name, and how other members see them.</summary>
internal static class DisplayNames
{
    public static string For(string inviteCode) => "会员" + inviteCode[^4..];

    /// <summary>First and last character; what is between is nobody else's business.</summary>
    public static string Mask(string name)
    {
        var characters = System.Globalization.StringInfo.ParseCombiningCharacters(name);
        return characters.Length < 3
            ? name[..Math.Min(name.Length, 1)] + "*"
            : $"{name[..characters[1]]}**{name[characters[^1]..]}";
    }
}
