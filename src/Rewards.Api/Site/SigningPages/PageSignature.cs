using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rewards.Api.Site.SigningPages;

/// <summary>What WeChat's script wants to know before it lets a page do anything.</summary>
/// <param name="AppId">The official account.</param>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="NonceStr">Random.</param>
/// <param name="Signature">Over ticket, nonce, time and address.</param>
/// <remarks>https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html#62</remarks>
public sealed record PageSignature(string AppId, long Timestamp, string NonceStr, string Signature)
{
    private const int NonceLength = 16;

    public static PageSignature Make(string appId, string ticket, string page, DateTimeOffset now)
    {
        var nonce = RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);
        var seconds = now.ToUnixTimeSeconds();
        return new PageSignature(appId, seconds, nonce, Sign(ticket, nonce, seconds, page));
    }

    /// <summary>
    /// The page as it is signed: one of ours, as the browser writes it, without its fragment; null: not one of ours.
    /// </summary>
    /// <param name="url">As the browser says.</param>
    /// <param name="site">Where our pages are.</param>
    public static string? OwnPage(string? url, Uri site) =>
        Uri.TryCreate(url, UriKind.Absolute, out var page)
        && page.Scheme == site.Scheme
        && page.Authority == site.Authority
        && page.UserInfo.Length == 0
        && !url!.Contains('\\', StringComparison.Ordinal)
            ? url.Split('#')[0]
            : null;

    /// <summary>
    /// SHA-1 because WeChat says so: it proves the ticket's possession to WeChat, and protects nothing of ours.
    /// </summary>
    internal static string Sign(string ticket, string nonce, long seconds, string page)
    {
        var text = $"jsapi_ticket={ticket}&noncestr={nonce}"
            + $"&timestamp={seconds.ToString(CultureInfo.InvariantCulture)}&url={page}";
#pragma warning disable CA5350 // See above.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }
}
