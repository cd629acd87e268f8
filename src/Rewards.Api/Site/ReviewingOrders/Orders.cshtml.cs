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
        var isAsked = State is not null;
        State ??= MemberOrders.Open;
        await ReadAsync(MemberOrders.States.Contains(State) ? State : MemberOrders.Every, cancellationToken);
        if (!isAsked && Waiting.Count + Cards.Data.Count == 0)
        {
            await ReadAsync(MemberOrders.Every, cancellationToken);
        }
    }

    private async Task ReadAsync(string state, CancellationToken cancellationToken)
    {
        var page = PageRequest.OfSite(HttpContext, MemberOrders.PageSize);
        State = state;
        Cards = await orders.ReadAsync(User.Id(), state, page, cancellationToken);
        Waiting = state == MemberOrders.Open && page.Position is null ? await queue.OpenAsync(User.Id(), cancellationToken) : [];
    }
}
