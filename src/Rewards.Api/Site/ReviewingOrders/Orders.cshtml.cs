using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>我的订单: orders of the catalogue and tills' purchases together, newest first, as they stand now.</summary>
public sealed class OrdersModel(MemberOrders orders) : PageModel
{
    /// <summary>One of <see cref="MemberOrders.States"/>; left out: what is to be used, where there is something.</summary>
    [FromQuery]
    public string? State { get; set; }

    public Page<OrderCard> Cards { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var page = PageRequest.OfSite(HttpContext, MemberOrders.PageSize);
        var asked = State;
        State = MemberOrders.States.Contains(asked ?? MemberOrders.Open) ? asked ?? MemberOrders.Open : MemberOrders.Every;
        Cards = await orders.ReadAsync(User.Id(), State, page, cancellationToken);
        if (asked is null && Cards.Data.Count == 0)
        {
            State = MemberOrders.Every;
            Cards = await orders.ReadAsync(User.Id(), State, page, cancellationToken);
        }
    }
}
