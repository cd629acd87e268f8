using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Rewards.Domain;

namespace Rewards.Api.SigningIn;

/// <summary>Calls WeChat. Open ids come from its answers only, never from a member.</summary>
/// <remarks>https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html</remarks>
public sealed class WeChatClient(HttpClient http, IOptions<WeChatOptions> options)
{
    private const int Busy = -1;

    /// <summary>Exchanges the code that WeChat gave the member's browser for the member's open id.</summary>
    /// <returns>Refuses <c>wechat_code_invalid</c>, also for the virtual accounts of WeChat's snapshot pages, and <c>wechat_unavailable</c>.</returns>
    public async Task<Outcome<string>> OpenIdAsync(string code, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var address = new Uri(
            settings.ApiBase,
            $"/sns/oauth2/access_token?appid={Uri.EscapeDataString(settings.AppId)}&secret={Uri.EscapeDataString(settings.Secret)}"
            + $"&code={Uri.EscapeDataString(code)}&grant_type=authorization_code");
        try
        {
            return Read(await http.GetFromJsonAsync<Answer>(address, cancellationToken));
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            return Away;
        }
    }

    private static Refusal Away { get; } = new("wechat_unavailable", "WeChat did not answer as it should. Try again in a moment.");

    private static Outcome<string> Read(Answer? answer) => answer switch
    {
        { OpenId: { Length: > 0 } openId, IsSnapshotUser: not 1 } => openId,
        { ErrorCode: Busy } or null => Away,
        _ => new Refusal("wechat_code_invalid", "Codes are made by WeChat, for one use within five minutes, for a real account."),
    };

    private static bool IsAway(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or JsonException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Errors come with status 200.</summary>
    private sealed record Answer(
        [property: JsonPropertyName("openid")] string? OpenId,
        [property: JsonPropertyName("is_snapshotuser")] int? IsSnapshotUser,
        [property: JsonPropertyName("errcode")] int? ErrorCode);
}
