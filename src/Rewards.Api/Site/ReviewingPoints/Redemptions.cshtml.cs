using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>我的兑换: the purchases of a month paid partly with points, newest first, as they stand now.</summary>
public sealed class RedemptionsModel(PointsMonths months) : PageModel
{
    public ListMonth Month { get; private set; } = null!;

    public IReadOnlyList<PointsRow> Purchases { get; private set; } = [];

    public async Task OnGetAsync(string? month, CancellationToken cancellationToken)
    {
        Month = await months.MonthAsync(User.Id(), month, cancellationToken);
        Purchases = await months.PurchasesAsync(User.Id(), Month, cancellationToken);
    }
}
