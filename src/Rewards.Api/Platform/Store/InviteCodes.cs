using System.Security.Cryptography;

namespace Rewards.Api.Platform.Store;

/// <summary>Codes by which members invite friends: eight characters that can be read out and typed.</summary>
internal static class InviteCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Of what an address may carry: far more than a code and blanks around it.</summary>
    private const int Longest = 32;

    /// <summary>
    /// From an address; null: none, or what can't be one. Nobody is kept from signing in by a bad code.
    /// </summary>
    public static string? FromAddress(string? code) =>
        string.IsNullOrWhiteSpace(code) || code.Length > Longest ? null : Normalise(code);

    /// <summary>As typed by a person: upper and lower case, blanks around it and between its parts.</summary>
    public static string Normalise(string typed) =>
        string.Concat(typed.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
}
