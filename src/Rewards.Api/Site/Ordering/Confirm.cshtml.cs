using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.FindingOffers;
using Rewards.Api.Site.Waiting;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Ordering;

/// <summary>
/// 确认订单: what, when, how many, with how many points, and what it comes to. Nothing is taken before the form is sent.
/// </summary>
[EnableRateLimiting(RateLimits.Orders)]
internal sealed class ConfirmModel(
    ShownOffers offers, OfferPrices prices, CurrentAccounts accounts, SiteOrders orders, SiteQueue queue, Text text) : PageModel
{
    /// <summary>Places that are kept for the member, who waited for them.</summary>
    private int kept;

    public ShownOffer Shown { get; private set; } = null!;

    /// <summary>Null: goods.</summary>
    public SlotRow? Slot { get; private set; }

    public ConfirmForm Form { get; private set; } = null!;

    public OfferPrice Price { get; private set; } = null!;

    public long Spendable { get; private set; }

    /// <summary>How many one order may have; 0: nothing can be ordered now.</summary>
    public int Most { get; private set; }

    /// <summary>Which points go first; null: none do.</summary>
    public string? Lots { get; private set; }

    /// <summary>Why the form just sent was refused; null: none was.</summary>
    public OrderRefusal? Refusal { get; private set; }

    public Moment Moment { get; } = accounts.Now;

    /// <summary>A new one for each page: what it shows is ordered once.</summary>
    public string Key { get; } = KeyedForm.NewKey();

    /// <summary>What the form just sent had expected, where it is something else now.</summary>
    public long? ExpectedBefore =>
        Refusal?.Code is "price_changed" or "offer_changed" && Form.ExpectedCashFen != Price.CashFen
            ? Form.ExpectedCashFen
            : null;

    public bool IsUnpayable => prices.IsUnpayable(Shown.Offer, Price);

    /// <summary>What points don't cover is paid next, elsewhere.</summary>
    public bool IsPaidNext => Shown.Content.Payment == PaymentWay.Online && Price.CashFen > 0 && !IsUnpayable;

    public bool HasChanged(string field) => Refusal is not null && RefusalWords.ChangedFields(Refusal).Contains(field);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        Form = ConfirmForm.Read(Request.Query);
        return await ShowAsync(id, cancellationToken)
            ? Most > 0 ? Page() : Redirect(Slot is null ? "/offers/" + id : "/slots/" + Slot.SlotId)
            : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        Form = ConfirmForm.Read(await Request.ReadFormAsync(cancellationToken));
        if (!Form.IsOrder)
        {
            return SeeOther(Form.AddressFor(id));
        }

        if (await offers.FindAsync(id, cancellationToken) is not { Off: null } shown || shown.IsGoods != (Form.SlotId is null))
        {
            return NotFound();
        }

        if (await orders.PlaceAsync(Form, id, HttpContext, cancellationToken) is not { } outcome)
        {
            return BadRequest();
        }

        if (outcome.OrderId is { } order)
        {
            return SeeOther("/orders/" + order);
        }

        // Shown as it is now, by what was read after the answer: with what is new since the member looked.
        Refusal = outcome.Refusal;
        return await ShowAsync(id, cancellationToken) ? Page() : NotFound();
    }

    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <returns>False: there is no such offer, or it has no such slot.</returns>
    private async Task<bool> ShowAsync(string id, CancellationToken cancellationToken)
    {
        if (await offers.FindAsync(id, cancellationToken) is not { Off: null } shown)
        {
            return false;
        }

        Slot = shown.IsGoods || Form.SlotId is null ? null : await offers.FindSlotAsync(Form.SlotId, cancellationToken);
        if (!shown.IsGoods && Slot?.OfferId != id)
        {
            return false;
        }

        await LookIntoQueueAsync(cancellationToken);
        Fill(shown, (await accounts.FindAsync(User.Id(), cancellationToken))!);
        return true;
    }

    private async Task LookIntoQueueAsync(CancellationToken cancellationToken) =>
        kept = await queue.CountKeptAsync(User.Id(), Slot?.SlotId, cancellationToken);

    private void Fill(ShownOffer shown, Account account)
    {
        (Shown, Spendable, Most) = (shown, account.Available.Value, MostOf(shown));
        Form = Form with { Quantity = Math.Clamp(Form.Quantity, 1, Math.Max(1, Most)), SlotId = Slot?.SlotId };
        Price = prices.Of(shown.Offer, shown.PriceOf(Slot), Form.Quantity, account.Available, Form.Points);
        Lots = Price.Points == 0 ? null : LotWords.Of(account, Price.Points, Moment.Today, text);
    }

    private int MostOf(ShownOffer shown) =>
        Slot is null ? shown.MostOf(shown.Stock)
        : shown.IsWalkIn || !IsOpen(Slot.Times.StateAt(Moment.Now, shown.Content, Moment.Programme.Calendar)) ? 0
        : shown.MostOf(Slot.Times.Places.Left + kept);

    private bool IsOpen(SlotState state) => state == SlotState.Open || (state == SlotState.Full && kept > 0);
}
