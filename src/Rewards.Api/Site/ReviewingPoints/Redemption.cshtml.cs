using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>One purchase; anybody else's is not there.</summary>
public sealed class RedemptionModel(PurchaseViews purchases) : PageModel
{
    public PurchaseView? Purchase { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        Purchase = await purchases.FindAsync(User.Id(), id, cancellationToken);
        return Purchase is null ? NotFound() : Page();
    }
}
