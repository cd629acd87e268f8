using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>
/// A merchant's staff at the door, in a browser: the session comes in a cookie of its own, which goes to the door's
/// pages only, may let in and nothing else, and ends with the key that opened it.
/// </summary>
internal sealed class DoorHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Database database,
    ReferenceData reference,
    Clock clock,
    Guesses guesses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        DoorCookie.Read(Request) is not { Length: > 0 } token ? AuthenticateResult.NoResult()
        : await KeyOfAsync(token) is not { } key ? AuthenticateResult.Fail("The session is over.")
        : AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(Callers.Door(key)), Scheme.Name));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (await HandleAuthenticateOnceAsync() is { Failure: not null }
            && guesses.CountWrong(Context, Guess.Credential) is { } tooMany)
        {
            await RateLimits.RefuseAsync(Context, Problem.Of(tooMany));
        }
        else if (SiteRequest.WantsPage(Request))
        {
            Response.Redirect("/door/sign-in");
        }
        else
        {
            await Problem.Of("credential_invalid").WriteAsync(Context);
        }
    }

    /// <summary>Null: there is no such session, its time is over, or its key was revoked.</summary>
    private async Task<MerchantKeyRow?> KeyOfAsync(string token)
    {
        var hash = Secrets.Hash(token);
        await using var db = database.OpenForReading();
        var session = await db.DoorSessions.FirstOrDefaultAsync(row => row.Key == hash, Context.RequestAborted);
        return session is null || session.ExpiresAt <= clock.GetUtcNow()
            ? null
            : reference.Current.LiveKeys.Values.FirstOrDefault(key => key.Id == session.KeyId && Scopes.In(key, Scopes.Admit));
    }
}

/// <summary>The token of a session at the door, which no script reads and no other page gets.</summary>
internal static class DoorCookie
{
    private const string Name = "rewards-door";
    private const string Path = "/door";

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    public static void Set(HttpContext context, string token, TimeSpan lifetime) =>
        context.Response.Cookies.Append(NameFor(context.Request), token, Options(context.Request, lifetime));

    public static void Delete(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, null));

    private static CookieOptions Options(HttpRequest request, TimeSpan? lifetime)
    {
        var options = SessionCookie.Options(request, lifetime);
        options.Path = Path;
        return options;
    }

    /// <summary>A path of its own forbids the prefix that promises more than HTTPS.</summary>
    private static string NameFor(HttpRequest request) => request.IsHttps ? "__Secure-" + Name : Name;
}
