using System.Security.Cryptography;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// The ten digits that stand for a member code, where a till can't scan: kept in the database until the code's end.
/// </summary>
public static class TypedCode
{
    public const int Length = 10;

    /// <summary>Any digits but those of a code that is kept: whoever keeps them sees to that.</summary>
    public static string New() => RandomNumberGenerator.GetString("0123456789", Length);

    /// <summary>In two groups, as people read it out.</summary>
    public static string Show(string digits) => $"{digits[..(Length / 2)]} {digits[(Length / 2)..]}";

    /// <summary>The digits in what a till sent, with or without the blank between them; null: it is none.</summary>
    public static string? In(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == Length && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
