using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Rewards.Api.Platform.Sealing;

/// <summary>A key that stands in the key file and never in the database.</summary>
/// <param name="Id">By which what it sealed asks for it. Made of the secret: a slip in either is noticed.</param>
/// <param name="MadeOn">For people (UTC).</param>
/// <param name="Secret">256 random bits.</param>
public sealed record SealingKey(string Id, DateOnly MadeOn, byte[] Secret)
{
    private const int Length = 32;
    private const int IdLength = 4;
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>As it is written in the key file.</summary>
    public string Line =>
        $"{MadeOn.ToString(DayFormat, CultureInfo.InvariantCulture)} {Id} {Base64Url.EncodeToString(Secret)}";

    public static SealingKey New(DateTimeOffset now) =>
        Of(DateOnly.FromDateTime(now.UtcDateTime), RandomNumberGenerator.GetBytes(Length));

    /// <returns>Null: the line is no key.</returns>
    public static SealingKey? Parse(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var day, var id, var secret]
            || !DateOnly.TryParseExact(day, DayFormat, out var madeOn)
            || !Base64Url.IsValid(secret, out var length) || length != Length)
        {
            return null;
        }

        var key = Of(madeOn, Base64Url.DecodeFromChars(secret));
        return key.Id == id ? key : null;
    }

    private static SealingKey Of(DateOnly madeOn, byte[] secret) =>
        new(
            Convert.ToHexStringLower(
                HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, IdLength, info: "id"u8.ToArray())),
            madeOn,
            secret);
}
