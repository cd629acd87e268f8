using System.Security.Cryptography;

namespace Rewards.Api.Culture;

/// <summary>What staff read, type or scan of a ticket.</summary>
internal static class TicketCode
{
    /// <summary>Without look-alikes: no 0 and O, 1, I and L.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int Length = 8;

    private const string Prefix = "TKT:";

    /// <summary>The database lets no two tickets have the same one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The code in what was scanned or typed, in either case; null: it is none.</summary>
    public static string? In(string scanned)
    {
        var text = scanned.Replace(" ", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        var code = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>In two groups, as people read it out.</summary>
    public static string Grouped(string code) => $"{code[..(Length / 2)]} {code[(Length / 2)..]}";

    /// <summary>Only characters of a QR code's smaller alphabet.</summary>
    public static string Qr(string code) => Prefix + code;
}
