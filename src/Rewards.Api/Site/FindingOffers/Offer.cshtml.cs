using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Culture;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.FindingOffers;

/// <summary>An offer: what it costs whoever looks and why, when it is, and on which terms.</summary>
internal sealed class OfferModel(
    ShownOffers offers, OfferPrices prices, CurrentAccounts accounts, MissedReader missed, Text text) : PageModel
{
    public ShownOffer Shown { get; private set; } = null!;

    /// <summary>Of one, at the first slot's price.</summary>
    public OfferPrice Price { get; private set; } = null!;

    /// <summary>The member's points; null: nobody is signed in.</summary>
    public long? Spendable { get; private set; }

    /// <summary>Null: it is not free, or nobody is signed in.</summary>
    public MissedBookings? Missed { get; private set; }

    public SlotDays Slots { get; private set; } = null!;

    /// <summary>Others of its category.</summary>
    public IReadOnlyList<OfferCard> More { get; private set; } = [];

    public Moment Moment { get; } = accounts.Now;

    /// <summary>Why nothing of it can be had now, in words; null: something can.</summary>
    public string? Standing { get; private set; }

    /// <summary>How many goods one order may have: 0 where it has slots.</summary>
    public int Most => Shown.IsGoods && Standing is null && !IsUnpayable ? Shown.MostOf(Shown.Stock) : 0;

    /// <summary>What points don't cover would be paid online, which can't be done here.</summary>
    public bool IsUnpayable => Spendable is not null && prices.IsUnpayable(Shown.Offer, Price);

    public async Task<IActionResult> OnGetAsync(
        string id, string? on, [FromServices] OthersAlike others, CancellationToken cancellationToken)
    {
        if (await offers.FindAsync(id, cancellationToken) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        Slots = SlotDays.Of(shown, DayIn(on), null, (Moment, text));
        Standing = StandingOf(shown);
        var isMember = User.Identity is { IsAuthenticated: true };
        var spendable = await accounts.SpendableAsync(User, cancellationToken);
        Spendable = spendable?.Value;
        Price = prices.Of(shown.Offer, shown.FirstPrice, 1, spendable);
        Missed = isMember && Price.IsFree ? await missed.ReadAsync(User.Id(), cancellationToken) : null;
        More = await others.FindAsync(shown.Offer, HttpContext, spendable, cancellationToken);
        return Page();
    }

    private string? StandingOf(ShownOffer shown) =>
        shown.Off is { } off ? text["standing." + off]
        : shown.IsGoods ? (shown.Stock > 0 ? null : text["standing.no_stock"])
        : shown.Slots.Count == 0 ? text["standing.over"]
        : shown.IsWalkIn ? text["standing.walk_in"]
        : StandingOfSlots(shown);

    private string? StandingOfSlots(ShownOffer shown)
    {
        var (now, calendar) = (Moment.Now, Moment.Programme.Calendar);
        var states = shown.Slots.ToLookup(slot => slot.Times.StateAt(now, shown.Content, calendar));
        return states.Contains(SlotState.Open) ? null
            : states[SlotState.NotOpen].FirstOrDefault() is { } next
                ? text["standing.not_open", text.Soon(next.Times.OpensAt(shown.Content.Booking, calendar)!.Value, now)]
            : text[states.Contains(SlotState.Full) ? "standing.sold_out" : "standing.none"];
    }

    private static DateOnly? DayIn(string? on) => DateOnly.TryParseExact(
        on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
