using Microsoft.Extensions.Options;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Site.SigningIn;

/// <summary>
/// Lets somebody in whom WeChat vouched for: opens the session, ends the one before, tells what the invitation did.
/// </summary>
public sealed class MemberArrivals(
    MemberRegistry registry,
    SessionDirectory sessions,
    IOptions<WeChatOptions> weChat,
    Notices notices,
    SignInSteps steps)
{
    /// <summary>Where the browser goes next: the page it came for, or first the terms.</summary>
    public async Task<string> ArriveAsync(HttpContext context, WeChatPerson person, SignInState state)
    {
        if (state.LostForm)
        {
            notices.Tell("sign_in.tap_again");
        }

        var identity = Identity.Of(weChat.Value.AppId, person);
        if (await registry.AcceptedTermsAsync(identity, context.RequestAborted) != Terms.Version)
        {
            steps.Welcome(context, identity, state);
            return "/welcome";
        }

        await OpenAsync(context, await registry.SignInAsync(identity, state.Invite));
        return state.Return;
    }

    /// <summary>The newcomer has accepted the terms: a member from now on.</summary>
    public async Task<SessionResponse> WelcomeAsync(HttpContext context, Newcomer newcomer, DateTimeOffset now)
    {
        var session = await registry.SignInAsync(newcomer.Identity, newcomer.Invite, Terms.Version);
        if (!session.IsNew)
        {
            await registry.AcceptTermsAsync(session.Member.Id, Terms.Version, now);
        }

        SignInSteps.ForgetNewcomer(context);
        await OpenAsync(context, session);
        return session;
    }

    /// <summary>Ends this browser's session, for every process.</summary>
    public async Task LeaveAsync(HttpContext context)
    {
        await EndAsync(context);
        SessionCookie.Delete(context);
    }

    private async Task EndAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is { } token && await sessions.FindAsync(token) is { } session)
        {
            await registry.SignOutAsync(session.Key);
        }
    }

    private async Task OpenAsync(HttpContext context, SessionResponse session)
    {
        await EndAsync(context);
        SessionCookie.Set(context, session.AccessToken, SignIn.SessionLifetime);
        if (session.Invitation is { } invitation)
        {
            notices.Tell("invited." + (invitation.Reason ?? "credited"));
        }
    }
}
