using Microsoft.AspNetCore.Authentication;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Domain;

namespace Rewards.Api.Culture;

/// <summary>Who looks at offers: anybody, or a member who says so.</summary>
/// <param name="MemberId">Null: nobody is signed in.</param>
public sealed record Looker(string? MemberId)
{
    /// <exception cref="BindingException">A credential came along that is none of a member's: better said than ignored.</exception>
    public static async ValueTask<Looker?> BindAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            return new Looker((string?)null);
        }

        var result = await context.AuthenticateAsync(Audience.Member);
        if (!result.Succeeded)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new BindingException(Problem.Of("credential_invalid"));
        }

        context.User = result.Principal;
        return new Looker(result.Principal.Id());
    }

    /// <summary>Null: nobody is signed in.</summary>
    internal async Task<Points?> SpendableAsync(CurrentAccounts accounts, CancellationToken cancellationToken) =>
        MemberId is not null && await accounts.FindAsync(MemberId, cancellationToken) is { } account
            ? account.Available
            : null;
}
