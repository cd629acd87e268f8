using System.Security.Cryptography;
using System.Text;

namespace Rewards.Api.Platform.Sealing;

/// <summary>
/// AES-256-GCM, each text under a key of its own that is made from its random salt: however many are sealed, no key
/// meets a nonce twice.
/// </summary>
internal static class Envelope
{
    private const int KeyLength = 32;
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int Overhead = SaltLength + TagLength;

    /// <summary>Of the one text that a key seals.</summary>
    private static readonly byte[] Nonce = new byte[12];

    /// <param name="key">Any secret of 256 bits.</param>
    /// <param name="purpose">What is sealed for one purpose opens for no other.</param>
    /// <param name="content">What nobody else shall read.</param>
    /// <param name="place">Where it belongs: it opens nowhere else.</param>
    public static byte[] Seal(byte[] key, string purpose, ReadOnlySpan<byte> content, ReadOnlySpan<byte> place)
    {
        var envelope = new byte[Overhead + content.Length];
        RandomNumberGenerator.Fill(envelope.AsSpan(0, SaltLength));
        using var cipher = CipherFor(key, purpose, envelope);
        cipher.Encrypt(Nonce, content, envelope.AsSpan(Overhead), envelope.AsSpan(SaltLength, TagLength), place);
        return envelope;
    }

    /// <returns>Null: it was sealed with another key, for something else, or changed since.</returns>
    public static byte[]? Open(byte[] key, string purpose, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> place)
    {
        if (envelope.Length < Overhead)
        {
            return null;
        }

        var content = new byte[envelope.Length - Overhead];
        using var cipher = CipherFor(key, purpose, envelope);
        try
        {
            cipher.Decrypt(Nonce, envelope[Overhead..], envelope.Slice(SaltLength, TagLength), content, place);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesGcm CipherFor(byte[] key, string purpose, ReadOnlySpan<byte> envelope)
    {
        Span<byte> own = stackalloc byte[KeyLength];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, key, own, envelope[..SaltLength], Encoding.UTF8.GetBytes(purpose));
        return new AesGcm(own, TagLength);
    }
}
