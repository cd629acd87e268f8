using System.Security.Cryptography;
using System.Text;
using Rewards.Api.Store;

namespace Rewards.Api.Authenticating;

/// <summary>What a signature is for: one for one purpose means nothing for another.</summary>
public enum SigningPurpose
{
    MemberCode = 1,
    Cursor = 2,
}

/// <summary>
/// Signs what the service hands out and wants to recognise: member codes and cursors. All processes share one key.
/// </summary>
public sealed class SigningKeys(Database database)
{
    /// <summary>
    /// 96 bits: far beyond guessing within the minute that a code lives, and short enough for a small QR code.
    /// </summary>
    public const int SignatureLength = 12;

    private readonly Lazy<byte[]> master = new(() => Read(database));

    public byte[] Sign(SigningPurpose purpose, ReadOnlySpan<byte> content)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(KeyFor(purpose), content, signature);
        return signature[..SignatureLength].ToArray();
    }

    public bool IsSigned(SigningPurpose purpose, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(purpose, content), signature);

    /// <summary>Makes the key where the database has none yet.</summary>
    public static void Ensure(RewardsDb db)
    {
        if (ServiceState.Get(db, ServiceState.SigningKey) is null)
        {
            ServiceState.Set(db, ServiceState.SigningKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }
    }

    private byte[] KeyFor(SigningPurpose purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Value, 32, info: Encoding.UTF8.GetBytes(WireName.Of(purpose)));

    private static byte[] Read(Database database)
    {
        using var db = database.OpenForReading();
        return Convert.FromBase64String(ServiceState.Get(db, ServiceState.SigningKey)
            ?? throw new StartException(
                "The database holds no signing key: it was not prepared by 'db migrate' or 'serve'."));
    }
}
