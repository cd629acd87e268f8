using Rewards.Api.Platform.Http;
using Rewards.Domain;

namespace Rewards.Api.Platform.WeChat;

/// <summary>
/// Asks WeChat who somebody is by the code that they bring, from wherever. An address that brings wrong ones is not
/// asked for any more: each costs a call of the account's quota.
/// </summary>
public sealed class WeChatCodes(WeChatClient weChat, Guesses guesses)
{
    /// <returns>Refuses <c>wechat_code_invalid</c>, <c>wechat_unavailable</c> and <c>rate_limited</c>.</returns>
    public async Task<Outcome<WeChatPerson>> ExchangeAsync(HttpContext context, string code)
    {
        if (guesses.RefuseBefore(context, Guess.WeChatCode) is { } tooMany)
        {
            return tooMany;
        }

        var person = await weChat.ExchangeAsync(code, context.RequestAborted);
        return person.Refusal == WeChatErrors.CodeInvalid
            ? guesses.CountWrong(context, Guess.WeChatCode) ?? person.Refusal
            : person;
    }
}
