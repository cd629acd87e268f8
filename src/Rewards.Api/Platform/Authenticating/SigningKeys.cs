using System.Security.Cryptography;
using System.Text;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>What a signature is for: one for one purpose means nothing for another.</summary>
public enum SigningPurpose
{
    MemberCode = 1,
    Cursor = 2,
}

/// <summary>
/// Signs or seals what the service hands out and wants to recognise: member codes and cursors. All processes share one
/// key, which lies sealed in the database.
/// </summary>
public sealed class SigningKeys(Database database, Seals seals)
{
    /// <summary>
    /// 96 bits: far beyond guessing within the minute that a code lives, and short enough for a small QR code.
    /// </summary>
    public const int SignatureLength = 12;

    private readonly Lazy<byte[]> master = new(() => Read(database, seals));

    public byte[] Sign(SigningPurpose purpose, ReadOnlySpan<byte> content)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(KeyFor(purpose), content, signature);
        return signature[..SignatureLength].ToArray();
    }

    public bool IsSigned(SigningPurpose purpose, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(purpose, content), signature);

    /// <summary>For what nobody but the service shall even read; it opens at the same place only.</summary>
    public byte[] Seal(SigningPurpose purpose, ReadOnlySpan<byte> content, ReadOnlySpan<byte> place) =>
        Envelope.Seal(master.Value, WireName.Of(purpose), content, place);

    /// <returns>Null: not sealed here, not for this, or not at this place.</returns>
    public byte[]? Open(SigningPurpose purpose, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> place) =>
        Envelope.Open(master.Value, WireName.Of(purpose), envelope, place);

    private byte[] KeyFor(SigningPurpose purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Value, 32, info: Encoding.UTF8.GetBytes(WireName.Of(purpose)));

    private static byte[] Read(Database database, Seals seals)
    {
        using var db = database.OpenForReading();
        return seals.Open(
            ServiceState.SigningKey,
            ServiceState.Get(db, ServiceState.SigningKey)
                ?? throw new StartException(
                    "The database holds no signing key: it was never prepared by 'rewards serve'."));
    }
}
