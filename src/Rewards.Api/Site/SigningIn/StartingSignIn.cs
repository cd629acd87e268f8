using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Site.SigningIn;

/// <summary>Sends a browser to WeChat.</summary>
/// <remarks>https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html#0</remarks>
internal static class StartingSignIn
{
    public const string Path = "/sign-in/wechat";

    public const string CallbackPath = "/sign-in/callback";

    /// <param name="back">Where to go afterwards, as asked for.</param>
    /// <param name="invite">The code as it came; null: nobody invited.</param>
    /// <param name="again">Whether a form was not done, since the session was over.</param>
    public static string PathFor(string? back, string? invite, bool again = false)
    {
        var query = QueryString.Create("return", LocalPath.Of(back));
        query = InviteCodes.FromAddress(invite) is { } code ? query.Add("invite", code) : query;
        return Path + (again ? query.Add("again", "true") : query);
    }

    public static void MapStartingSignIn(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Start)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignInStart)
            .ExcludeFromDescription();

    /// <param name="context">The browser's request.</param>
    /// <param name="return">Where to go afterwards.</param>
    /// <param name="invite">The invite code that brought the person.</param>
    /// <param name="profile">
    /// Whether WeChat shall ask the person for name and picture. Without, it asks nothing at all.
    /// </param>
    /// <param name="again">Whether a form was not done, since the session was over.</param>
    private static IResult Start(
        HttpContext context,
        string? @return,
        string? invite,
        bool? profile,
        bool? again,
        SignInSteps steps,
        IOptions<WeChatOptions> weChat,
        PublicAddress address)
    {
        var wantsProfile = profile ?? false;
        var state = steps.Begin(
            context, LocalPath.Of(@return), InviteCodes.FromAddress(invite), wantsProfile, again ?? false);

        // WeChat wants the parameters in this order, and the fragment.
        var query = $"appid={Uri.EscapeDataString(weChat.Value.AppId)}"
            + $"&redirect_uri={Uri.EscapeDataString(address.Of(CallbackPath).AbsoluteUri)}"
            + $"&response_type=code&scope={(wantsProfile ? "snsapi_userinfo" : "snsapi_base")}&state={state.State}";
        return Results.Redirect(
            $"{weChat.Value.OpenBase.OriginalString.TrimEnd('/')}/connect/oauth2/authorize?{query}#wechat_redirect");
    }
}
