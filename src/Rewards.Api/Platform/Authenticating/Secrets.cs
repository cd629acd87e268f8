using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// Bearer secrets: 256 random bits behind a prefix that says what they open. Only their hash is stored.
/// </summary>
public static class Secrets
{
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Its last four characters: enough to tell secrets apart, too few to guess from.</summary>
    public static string Hint(string secret) => secret[^4..];

    /// <summary>SHA-256 in hex. Enough for 256 random bits; a password would need a slow hash.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
