using System.Text;

namespace Rewards.Api.Platform.Authenticating;

/// <summary><c>Authorization: Basic …</c> (RFC 7617): base64 of the user's name, a colon, the password.</summary>
internal static class BasicPassword
{
    private const string Prefix = "Basic ";

    /// <returns>Null: there is none.</returns>
    public static string? In(string header)
    {
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var (text, bytes) = (header[Prefix.Length..].Trim(), new byte[header.Length]);
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        // A user's name has no colon; a password may.
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return pair is [_, { Length: > 0 } password] ? password : null;
    }
}
