using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Rewards.Domain;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// A one-time code that a member shows at a till: who, until when, a random part, and a signature. Nothing is stored
/// until it is used. Upper-case hex, so that a QR code keeps it in its dense alphanumeric mode.
/// </summary>
/// <param name="MemberId">Who shows it.</param>
/// <param name="ExpiresAt">UTC instant from which on (inclusive) it is too old.</param>
/// <param name="Nonce">16 hex characters: what makes it one-time.</param>
public sealed record MemberCode(string MemberId, DateTimeOffset ExpiresAt, string Nonce)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The furthest ahead that a genuine code ends: each of two nodes may be 5 seconds from the database's clock. Used
    /// codes are remembered for little longer.
    /// </summary>
    public static readonly TimeSpan LongestLife = Lifetime + TimeSpan.FromSeconds(10);

    /// <summary>Its form, for those who scan it beside other codes.</summary>
    public const string Pattern = "^[0-9A-F]{88}$";

    private const int IdLength = 16;
    private const int NonceLength = 8;
    private const int ContentLength = IdLength + sizeof(long) + NonceLength;
    private const int SignedLength = ContentLength + SigningKeys.SignatureLength;

    public static (string Text, DateTimeOffset ExpiresAt) Issue(string memberId, DateTimeOffset now, SigningKeys keys)
    {
        var content = new byte[ContentLength];
        var expiresAt = now + Lifetime;
        TypeId.Bytes(memberId).CopyTo(content, 0);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(IdLength), expiresAt.ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(content.AsSpan(IdLength + sizeof(long)));
        byte[] signed = [.. content, .. keys.Sign(SigningPurpose.MemberCode, content)];
        return (Convert.ToHexString(signed), expiresAt);
    }

    /// <returns>
    /// Refuses <c>member_code_invalid</c> for what this service did not sign. Age and use are the caller's to check.
    /// </returns>
    public static Outcome<MemberCode> Read(string text, SigningKeys keys)
    {
        Span<byte> bytes = stackalloc byte[SignedLength];
        if (text.Length != SignedLength * 2
            || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done
            || !keys.IsSigned(SigningPurpose.MemberCode, bytes[..ContentLength], bytes[ContentLength..]))
        {
            return new Refusal("member_code_invalid", "The code is not one that this service made.");
        }

        return new MemberCode(
            TypeId.FromBytes(TypeId.Member, bytes[..IdLength]),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[IdLength..])),
            Convert.ToHexStringLower(bytes.Slice(IdLength + sizeof(long), NonceLength)));
    }
}
