using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>我的兑换: purchases paid partly with points, newest first, as they stand now.</summary>
public sealed class RedemptionsModel(RewardsDb db, PurchaseViews purchases) : PageModel
{
    private const int PageSize = 20;

    public IReadOnlyList<PurchaseView> Purchases { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public string? Before { get; private set; }

    public async Task OnGetAsync(string? before, CancellationToken cancellationToken)
    {
        var id = User.Id();
        var rows = await db.Redemptions
            .Where(row => row.MemberId == id && (before == null || row.Id.CompareTo(before) < 0))
            .OrderByDescending(row => row.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        Purchases = [.. rows.Take(PageSize).Select(purchases.Show)];
        Before = rows.Count > PageSize ? rows[PageSize - 1].Id : null;
    }
}
