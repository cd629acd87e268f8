using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Platform.Authenticating;

/// <summary>Tells who a bearer secret belongs to; null when it opens nothing here.</summary>
public delegate ValueTask<ClaimsIdentity?> Identify(string secret);

/// <summary>Options of a scheme.</summary>
public sealed class BearerOptions : AuthenticationSchemeOptions
{
    public Identify Identify { get; set; } = _ => ValueTask.FromResult<ClaimsIdentity?>(null);

    /// <summary>
    /// Whether the secret may come as the password of <c>Basic</c> too, whatever the user's name: where a browser opens
    /// a page, a person can type a password and nothing else.
    /// </summary>
    public bool TakesPassword { get; set; }

    internal string Challenge => TakesPassword ? "Basic realm=\"Rewards\", charset=\"UTF-8\"" : "Bearer";
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
        if (SecretIn(header) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        var identity = await Options.Identify(secret);
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

        Response.Headers.WWWAuthenticate = Options.Challenge;
        await Problem.Of("credential_invalid").WriteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of("role_missing").WriteAsync(Context);

    private string? SecretIn(string header) =>
        header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
        : Options.TakesPassword ? BasicPassword.In(header)
        : null;
}
