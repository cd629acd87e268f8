using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.ReviewingOrders;

namespace Rewards.Api.Site.Admitting;

/// <summary>门口核销: at which slot or venue of today one stands.</summary>
internal sealed class DoorHomeModel(DoorSlots slots, DoorSessions sessions, OrderWords words) : PageModel
{
    public IReadOnlyList<DoorSlot> Slots { get; private set; } = [];

    public IReadOnlyList<VenueRow> Venues { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Slots = await slots.TodayAsync(User.Id(), cancellationToken);
        Venues = await slots.VenuesAsync(User.Id(), cancellationToken);
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(HttpContext);
        return Redirect("/door/sign-in");
    }

    public string When(SlotRow slot) => words.When(slot.StartsAt, slot.EndsAt);

    public string Name(VenueRow venue) => words.Name(venue);
}
