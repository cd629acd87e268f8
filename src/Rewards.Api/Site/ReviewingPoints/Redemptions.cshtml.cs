using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>我的订单: the purchases of a month paid partly with points, newest first, as they stand now.</summary>
public sealed class RedemptionsModel(Orders orders) : PageModel
{
    /// <summary>One of <see cref="Orders.States"/>.</summary>
    [FromQuery]
    public string State { get; set; } = Orders.Every;

    public ListMonth Month { get; private set; } = null!;

    public IReadOnlyList<PointsRow> Purchases { get; private set; } = [];

    public async Task OnGetAsync(string? month, CancellationToken cancellationToken)
    {
        State = Orders.States.Contains(State) ? State : Orders.Every;
        Month = await orders.MonthAsync(User.Id(), State, month, cancellationToken);
        Purchases = await orders.ReadAsync(User.Id(), State, Month, cancellationToken);
    }
}
