using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Culture.Waiting;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.FindingOffers;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Site.Waiting;

/// <summary>What the form of the page sends.</summary>
/// <param name="Key">One a page: sent twice, it joins once.</param>
/// <param name="Leave">The entry that is left; null: the member joins.</param>
/// <param name="Quantity">How many tickets are waited for.</param>
public sealed record WaitingForm(string? Key, string? Leave, int Quantity);

/// <summary>The queue of a full slot: join it, see one's place in it, take what is offered, leave.</summary>
internal sealed class WaitingModel(
    ShownOffers offers, SiteQueue queue, CurrentAccounts accounts) : PageModel
{
    public ShownOffer Shown { get; private set; } = null!;

    public SlotRow Slot { get; private set; } = null!;

    /// <summary>The member's own; null: none yet.</summary>
    public WaitingResponse? Entry { get; private set; }

    /// <summary>Why the member could not join, in words; null: nothing of that.</summary>
    public string? Refusal { get; private set; }

    public Moment Moment { get; } = accounts.Now;

    public string Key { get; } = KeyedForm.NewKey();

    public int Most => Math.Max(1, Shown.MostOf(Slot.Capacity));

    public bool CanJoin => Slot.Times.StateAt(Moment.Now, Shown.Content, Moment.Programme.Calendar) == SlotState.Full
        && Moment.Now < Slot.StartsAt.AddMinutes(-WaitingLine.LastMinutes);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, [FromForm] WaitingForm form, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (form.Leave is { } entry)
        {
            await queue.LeaveAsync(User.Id(), entry, cancellationToken);
            return Redirect($"/slots/{id}/waiting");
        }

        if (form.Quantity < 1 || form.Quantity > TicketLimits.MostPerOrder
            || await queue.JoinAsync(HttpContext, form.Key, new WaitingBody(id, form.Quantity), cancellationToken) is not { } joined)
        {
            return BadRequest();
        }

        Refusal = joined.Refusal;
        return Refusal is null ? Redirect($"/slots/{id}/waiting") : Page();
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await offers.FindSlotAsync(id, cancellationToken) is not { } slot
            || await offers.FindAsync(slot.OfferId, cancellationToken) is not { Off: null } shown)
        {
            return false;
        }

        (Shown, Slot) = (shown, slot);
        Entry = await queue.FindAsync(User.Id(), id, cancellationToken);
        return true;
    }
}
