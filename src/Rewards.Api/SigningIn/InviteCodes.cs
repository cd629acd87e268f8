using System.Security.Cryptography;

namespace Rewards.Api.SigningIn;

/// <summary>Codes by which members invite friends: eight characters that can be read out and typed.</summary>
internal static class InviteCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As typed by a person: upper and lower case, spaces around it.</summary>
    public static string Normalise(string typed) => typed.Trim().ToUpperInvariant();
}
