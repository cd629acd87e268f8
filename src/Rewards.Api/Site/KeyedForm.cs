using System.Security.Cryptography;
using System.Text;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Site;

/// <summary>
/// A form that changes something once, however often it is sent: it carries an idempotency key in a hidden field, and
/// becomes the same command as a request of the API.
/// </summary>
internal static class KeyedForm
{
    private const int Length = 32;

    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <param name="context">The form's request.</param>
    /// <param name="text">In whose language a refusal is written.</param>
    /// <param name="key">As it came.</param>
    /// <param name="content">What makes the form the same when it comes again.</param>
    /// <returns>Null: no page of ours made such a key.</returns>
    public static KeyedRequest? Read(HttpContext context, Text text, string? key, params IEnumerable<string> content)
    {
        if (key is not { Length: Length } || !key.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var sent = string.Join('\n', [context.Request.Method, context.Request.Path.Value!, .. content]);
        return new KeyedRequest(
            $"{context.User.Id()}/{key}",
            SHA256.HashData(Encoding.UTF8.GetBytes(sent)),
            new ProblemReader(text.IsChinese, context.TraceIdentifier));
    }
}
