using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Rewards.Api.Http;

namespace Rewards.Api.Authenticating;

/// <summary>Tells who a bearer secret belongs to; null when it opens nothing here.</summary>
public delegate ValueTask<ClaimsIdentity?> Identify(string secret);

/// <summary>Options of one of the three schemes.</summary>
public sealed class BearerOptions : AuthenticationSchemeOptions
{
    public Identify Identify { get; set; } = _ => ValueTask.FromResult<ClaimsIdentity?>(null);
}

/// <summary>
/// <c>Authorization: Bearer …</c>. One body for all causes of failure, so that nobody learns which part was wrong.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<BearerOptions> options, ILoggerFactory logger, UrlEncoder encoder, Guesses guesses)
    : AuthenticationHandler<BearerOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var identity = await Options.Identify(header[Prefix.Length..].Trim());
        return identity is null
            ? AuthenticateResult.Fail("Unknown bearer secret.")
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (await HandleAuthenticateOnceAsync() is { Failure: not null }
            && guesses.CountWrong(Context, Guess.Credential) is { } tooMany)
        {
            await Problem.Of(tooMany).WriteAsync(Context);
            return;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        await Problem.Of("credential_invalid").WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of("role_missing").WriteAsync(Context);
}
