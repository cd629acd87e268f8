using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Site.ReviewingOrders;

namespace Rewards.Api.Site.Paying;

/// <summary>Where members come back from the provider: it is asked what became of it, and the order's page says so.</summary>
[EnableRateLimiting(RateLimits.Orders)]
internal sealed class PaidModel(OrderFinder finder, SitePayments payments) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(User.Id(), id, cancellationToken) is null)
        {
            return NotFound();
        }

        await payments.LookUpAsync(User.Id(), id, cancellationToken);
        return Redirect("/orders/" + id);
    }
}
