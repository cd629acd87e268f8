using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>A slot: when, where, what is left, and how many are wanted.</summary>
internal sealed class SlotModel(ShownOffers offers, OfferPrices prices, CurrentAccounts accounts, Text text) : PageModel
{
    private const int MostOthers = 3;

    public ShownOffer Shown { get; private set; } = null!;

    public SlotRow Slot { get; private set; } = null!;

    public Availability Availability { get; private set; } = null!;

    public SlotState State { get; private set; }

    public SlotDays Slots { get; private set; } = null!;

    /// <summary>The next ones that still have places: for who finds this one full.</summary>
    public IReadOnlyList<SlotRow> Others { get; private set; } = [];

    public OfferPrice Price { get; private set; } = null!;

    /// <summary>The member's points; null: nobody is signed in.</summary>
    public long? Spendable { get; private set; }

    public Moment Moment { get; } = accounts.Now;

    /// <summary>How many one order may have; 0: none.</summary>
    public int Most =>
        State == SlotState.Open && !Shown.IsWalkIn && !IsUnpayable ? Shown.MostOf(Slot.Times.Places.Left) : 0;

    /// <summary>What points don't cover would be paid online, which can't be done here.</summary>
    public bool IsUnpayable => Spendable is not null && prices.IsUnpayable(Shown.Offer, Price);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await offers.FindSlotAsync(id, cancellationToken) is not { } slot
            || await offers.FindAsync(slot.OfferId, cancellationToken) is not { Off: null } shown)
        {
            return NotFound();
        }

        var spendable = await accounts.SpendableAsync(User, cancellationToken);
        Show(shown, slot);
        (Spendable, Price) = (spendable?.Value, prices.Of(shown.Offer, shown.PriceOf(slot), 1, spendable));
        return Page();
    }

    private void Show(ShownOffer shown, SlotRow slot)
    {
        var (now, calendar) = (Moment.Now, Moment.Programme.Calendar);
        (Shown, Slot) = (shown, slot);
        State = slot.Times.StateAt(now, shown.Content, calendar);
        Availability = SlotWords.Of(slot.Times, shown.Content, (now, calendar), text);
        Slots = SlotDays.Of(shown, calendar.DateOf(slot.StartsAt), slot, (Moment, text));
        var open = shown.Slots.Where(other => other.Times.StateAt(now, shown.Content, calendar) == SlotState.Open);
        Others = State == SlotState.Full ? [.. open.Take(MostOthers)] : [];
    }
}
