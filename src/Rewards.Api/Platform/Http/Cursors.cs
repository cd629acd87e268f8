using System.Buffers.Text;
using System.Text;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Texts that say where a list goes on. Only the service can read them: a position may be somebody else's id.
/// </summary>
public sealed class Cursors(SigningKeys keys)
{
    /// <param name="scope">Whose list it is, and which: the cursor opens for no other.</param>
    /// <param name="position">Of the last element that was shown.</param>
    public string Seal(string scope, string position) => Base64Url.EncodeToString(
        keys.Seal(SigningPurpose.Cursor, Encoding.UTF8.GetBytes(position), Encoding.UTF8.GetBytes(scope)));

    /// <returns>Null: it is no cursor of this scope.</returns>
    public string? Open(string scope, string cursor) =>
        Base64Url.IsValid(cursor)
            && keys.Open(
                SigningPurpose.Cursor, Base64Url.DecodeFromChars(cursor), Encoding.UTF8.GetBytes(scope)) is { } position
                    ? Encoding.UTF8.GetString(position)
                    : null;
}
