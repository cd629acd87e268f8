using System.Security.Cryptography;

namespace Rewards.Api.Culture.Ordering;

/// <summary>What staff read, type or scan of a ticket.</summary>
internal static class TicketCode
{
    /// <summary>Without look-alikes: no 0 and O, 1, I and L.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int Length = 8;

    /// <summary>The database lets no two tickets have the same one.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>Only characters of a QR code's smaller alphabet.</summary>
    public static string Qr(string code) => "TKT:" + code;
}
