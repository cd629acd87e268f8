using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Culture.Waiting;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Site.Waiting;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>我的订单: orders of the catalogue and tills' purchases together, newest first, as they stand now.</summary>
internal sealed class OrdersModel(MemberOrders orders, SiteQueue queue, Clock clock) : PageModel
{
    /// <summary>One of <see cref="MemberOrders.States"/>; left out: what is to be used, where there is something.</summary>
    [FromQuery]
    public string? State { get; set; }

    public Page<OrderCard> Cards { get; private set; } = null!;

    /// <summary>What the member waits for: shown with what is to be used.</summary>
    public IReadOnlyList<WaitingResponse> Waiting { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var page = PageRequest.OfSite(HttpContext, MemberOrders.PageSize);
        var asked = State;
        State = MemberOrders.States.Contains(asked ?? MemberOrders.Open) ? asked ?? MemberOrders.Open : MemberOrders.Every;
        Cards = await orders.ReadAsync(User.Id(), State, page, cancellationToken);
        Waiting = State == MemberOrders.Open && page.Position is null ? await queue.OpenAsync(User.Id(), cancellationToken) : [];
        if (asked is null && Waiting.Count == 0 && Cards.Data.Count == 0)
        {
            State = MemberOrders.Every;
            Cards = await orders.ReadAsync(User.Id(), State, page, cancellationToken);
        }
    }
}
