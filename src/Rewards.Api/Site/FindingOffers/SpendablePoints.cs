using System.Security.Claims;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Domain;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>With which points somebody looks at a price.</summary>
internal static class SpendablePoints
{
    /// <summary>Null: nobody is signed in.</summary>
    public static async Task<Points?> SpendableAsync(
        this CurrentAccounts accounts, ClaimsPrincipal viewer, CancellationToken cancellationToken) =>
        viewer.Identity is { IsAuthenticated: true }
            ? (await accounts.FindAsync(viewer.Id(), cancellationToken))!.Available
            : null;
}
