using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// The members' site: the session comes in a cookie. For pages only: the API takes no cookies, so that no other site
/// can make a browser call it.
/// </summary>
internal sealed class SiteHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionDirectory sessions,
    Guesses guesses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        SessionCookie.Read(Request) is not { Length: > 0 } token ? AuthenticateResult.NoResult()
        : await sessions.FindAsync(token) is not { } session ? AuthenticateResult.Fail("The session is over.")
        : AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(Callers.Member(session)), Scheme.Name));

    /// <summary>A page sends the member to sign in, and back afterwards; what a script asked for is refused.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (await HandleAuthenticateOnceAsync() is { Failure: not null }
            && guesses.CountWrong(Context, Guess.Credential) is { } tooMany)
        {
            await RateLimits.RefuseAsync(Context, Problem.Of(tooMany));
            return;
        }

        if (!SiteRequest.WantsPage(Request))
        {
            await Problem.Of("credential_invalid").WriteAsync(Context);
            return;
        }

        // After a form the browser would come back by GET: to the page itself, which is where the form was.
        var wasForm = !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method);
        var back = Request.Path + (wasForm ? QueryString.Empty : Request.QueryString);
        var query = QueryString.Create("return", back);
        Response.Redirect("/sign-in" + (wasForm ? query.Add("again", "true") : query));
    }
}
