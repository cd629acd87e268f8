using System.Text.Json;
using Microsoft.Extensions.Options;
using Rewards.Domain;
using ExecutionRejectedException = Polly.ExecutionRejectedException;

namespace Rewards.Api.Platform.WeChat;

/// <summary>Calls WeChat. Open ids come from its answers only, never from a member.</summary>
/// <remarks>https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html</remarks>
public sealed partial class WeChatClient(HttpClient http, IOptions<WeChatOptions> options, ILogger<WeChatClient> logger)
{
    /// <summary>Exchanges the code that WeChat gave the member's browser for who the member is.</summary>
    /// <returns>Refuses <c>wechat_code_invalid</c> and <c>wechat_unavailable</c>.</returns>
    public Task<Outcome<WeChatPerson>> ExchangeAsync(string code, CancellationToken cancellationToken) =>
        AskAsync<ExchangeAnswer, WeChatPerson>(
            () => http.GetAsync(
                At($"/sns/oauth2/access_token?{Credentials}&code={Uri.EscapeDataString(code)}"
                    + "&grant_type=authorization_code"),
                cancellationToken),
            answer => answer.OpenId is { Length: > 0 } openId
                ? new WeChatPerson(openId, answer.UnionId, answer.IsSnapshotUser == 1, answer.AccessToken ?? "")
                : null,
            cancellationToken);

    /// <summary>Name and picture of somebody who agreed to show them.</summary>
    /// <returns>Refuses like <see cref="ExchangeAsync"/>.</returns>
    public Task<Outcome<WeChatProfile>> ProfileAsync(WeChatPerson person, CancellationToken cancellationToken) =>
        AskAsync<ProfileAnswer, WeChatProfile>(
            () => http.GetAsync(
                At($"/sns/userinfo?access_token={Uri.EscapeDataString(person.AccessToken)}"
                    + $"&openid={Uri.EscapeDataString(person.OpenId)}&lang=zh_CN"),
                cancellationToken),
            answer => answer.Nickname is { } name ? new WeChatProfile(name, answer.PictureUrl) : null,
            cancellationToken);

    /// <summary>The account's own token. Asking again does not end the one that was lent before.</summary>
    public Task<Outcome<WeChatSecret>> AccessTokenAsync(CancellationToken cancellationToken) =>
        AskAsync<TokenAnswer, WeChatSecret>(
            () => http.PostAsJsonAsync(
                At("/cgi-bin/stable_token"),
                new { grant_type = "client_credential", appid = options.Value.AppId, secret = options.Value.Secret },
                cancellationToken),
            answer => Secret(answer.AccessToken, answer.ExpiresIn),
            cancellationToken);

    /// <summary>The ticket with which pages are signed for WeChat's script.</summary>
    /// <returns>Also refuses <c>wechat_token_stale</c>.</returns>
    public Task<Outcome<WeChatSecret>> TicketAsync(string accessToken, CancellationToken cancellationToken) =>
        AskAsync<TokenAnswer, WeChatSecret>(
            () => http.GetAsync(
                At($"/cgi-bin/ticket/getticket?access_token={Uri.EscapeDataString(accessToken)}&type=jsapi"),
                cancellationToken),
            answer => Secret(answer.Ticket, answer.ExpiresIn),
            cancellationToken);

    private string Credentials =>
        $"appid={Uri.EscapeDataString(options.Value.AppId)}&secret={Uri.EscapeDataString(options.Value.Secret)}";

    private Uri At(string path) => new(options.Value.ApiBase.AbsoluteUri.TrimEnd('/') + path);

    private async Task<Outcome<T>> AskAsync<TAnswer, T>(
        Func<Task<HttpResponseMessage>> ask, Func<TAnswer, T?> read, CancellationToken cancellationToken)
        where TAnswer : WeChatAnswer
        where T : class
    {
        try
        {
            using var response = await ask();
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<TAnswer>(cancellationToken);
            return answer?.ErrorCode is { } code and not 0 ? Refuse(code)
                : answer is not null && read(answer) is { } value ? value
                : WeChatErrors.Away;
        }
        catch (Exception exception) when (IsAway(exception, cancellationToken))
        {
            Away(logger, exception.GetType().Name);
            return WeChatErrors.Away;
        }
    }

    private Refusal Refuse(int code)
    {
        if (WeChatErrors.IsOursToMend(code))
        {
            Refused(logger, code);
        }

        return WeChatErrors.Explain(code);
    }

    private static WeChatSecret? Secret(string? value, int seconds) =>
        string.IsNullOrEmpty(value) ? null : new WeChatSecret(value, TimeSpan.FromSeconds(seconds));

    private static bool IsAway(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or JsonException or ExecutionRejectedException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    // Never the exception itself: its message can hold an address, and addresses here hold secrets.
    [LoggerMessage(EventId = 1040, Level = LogLevel.Warning, Message = "WeChat can't be reached: {Reason}.")]
    private static partial void Away(ILogger logger, string reason);

    [LoggerMessage(EventId = 1041, Level = LogLevel.Error,
        Message = "WeChat refuses with {Code}: "
            + "look at app id, secret, allowed addresses and permissions in its console.")]
    private static partial void Refused(ILogger logger, int code);
}
