using System.Text.Json.Serialization;
using Rewards.Domain;

namespace Rewards.Api.Platform.WeChat;

/// <summary>Who WeChat says is there.</summary>
/// <param name="OpenId">The person as the official account knows them.</param>
/// <param name="UnionId">The person as all accounts of the company know them; null where WeChat tells none.</param>
/// <param name="IsSnapshot">
/// A virtual account that WeChat shows pages to before the person agreed to anything: no member.
/// </param>
/// <param name="AccessToken">Opens this person's profile, where they agreed to that. Secret.</param>
public sealed record WeChatPerson(string OpenId, string? UnionId, bool IsSnapshot, string AccessToken);

/// <param name="Name">As the person calls themselves: shown as text only.</param>
/// <param name="PictureUrl">Where WeChat keeps the picture; null for none.</param>
public sealed record WeChatProfile(string Name, string? PictureUrl);

/// <summary>A secret that WeChat lends.</summary>
public sealed record WeChatSecret(string Value, TimeSpan Lifetime);

/// <summary>What all of WeChat's answers have in common: errors come with status 200.</summary>
internal abstract record WeChatAnswer
{
    [JsonPropertyName("errcode")]
    public int? ErrorCode { get; init; }
}

internal sealed record ExchangeAnswer(
    [property: JsonPropertyName("openid")] string? OpenId,
    [property: JsonPropertyName("unionid")] string? UnionId,
    [property: JsonPropertyName("is_snapshotuser")] int? IsSnapshotUser,
    [property: JsonPropertyName("access_token")] string? AccessToken) : WeChatAnswer;

internal sealed record ProfileAnswer(
    [property: JsonPropertyName("nickname")] string? Nickname,
    [property: JsonPropertyName("headimgurl")] string? PictureUrl) : WeChatAnswer;

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("ticket")] string? Ticket,
    [property: JsonPropertyName("expires_in")] int ExpiresIn) : WeChatAnswer;

/// <summary>What WeChat's error codes mean here.</summary>
/// <remarks>https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html</remarks>
internal static class WeChatErrors
{
    public static Refusal Away { get; } = new(
        "wechat_unavailable", "WeChat did not answer as it should. Try again in a moment.");

    public static Refusal CodeInvalid { get; } =
        new("wechat_code_invalid", "Codes are made by WeChat, for one use within five minutes, for a real account.");

    /// <summary>A token that WeChat does not take any more, although its time is not over.</summary>
    public static Refusal TokenStale { get; } = new("wechat_token_stale", "WeChat wants a new access token.");

    /// <summary>
    /// What the person can cure by signing in again is theirs; everything else (our secret, our quota, our permissions,
    /// WeChat being busy) is ours to cure, and looks like WeChat being away.
    /// </summary>
    public static Refusal Explain(int code) => code switch
    {
        40029 or 40163 or 41008 or 42003 or 40003 => CodeInvalid,
        40001 or 40014 or 42001 => TokenStale,
        _ => Away,
    };

    /// <summary>
    /// −1 is busy, 45009 and 45011 are too many calls: they pass by themselves, the others wait for an operator.
    /// </summary>
    public static bool IsOursToMend(int code) => code is not (-1 or 45009 or 45011) && Explain(code) == Away;
}
