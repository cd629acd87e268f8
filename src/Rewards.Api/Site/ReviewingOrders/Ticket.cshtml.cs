using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Culture;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>票券: an order's tickets to show at the door, or what became of them.</summary>
internal sealed class TicketModel(OrderFinder finder, OrderWords words, Clock clock, Text text) : PageModel
{
    private DateTimeOffset now;

    public FoundOrder Found { get; private set; } = null!;

    public Order Order => Found.Order;

    /// <summary>Of the texts.</summary>
    public string State => OrderWords.StateOf(Order, Found.IsSlotCancelled, now);

    public string Standing => Found.Standing(now);

    public string Place => string.Join(" · ", new[]
    {
        words.PlaceOf(Order, Found.Venue),
        Found.Slot is { Resource: { Length: > 0 } resource } ? resource : null,
    }.OfType<string>());

    public string When => words.When(Order);

    /// <summary>What was paid: points, where money is taken at the door; null: nothing yet.</summary>
    public string? Costs => AtVenue is null ? words.Costs(Order)
        : Order.Tickets.Where(IsShown).Sum(ticket => ticket.Points.Value) is > 0 and var points
            ? words.Costs(Fen.Zero, new Points(points))
            : null;

    /// <summary>Null: nothing is to be paid there any more.</summary>
    public string? AtVenue => IsPaidThere
        && Order.Tickets.Where(IsShown).Sum(ticket => ticket.Cash.Value) is > 0 and var fen
            ? Text.Yuan(fen)
            : null;

    /// <summary>Then points come back and no money: the drawer gives its own.</summary>
    private bool IsPaidThere => Order.Payment == PaymentWay.AtVenue;

    /// <summary>What came back; null: nothing did.</summary>
    public string? Returned => Order.RefundedPoints.IsZero && (IsPaidThere || Order.RefundedCash == Fen.Zero)
        ? null
        : words.Costs(IsPaidThere ? Fen.Zero : Order.RefundedCash, Order.RefundedPoints);

    /// <summary>Why another than the member cancelled it; null: nobody did.</summary>
    public string? Reason => Order.Reason == Order.Unused ? text["ticket.unused"]
        : Order.Reason ?? (Found.IsSlotCancelled ? Found.Slot!.CancelReason : null);

    /// <summary>Where the money is that goes back.</summary>
    public IEnumerable<string> CashBack => RefundWords.Of(Found.Refunds, text);

    /// <summary>Who paid it disputes that: nobody comes in, and nothing goes back.</summary>
    public bool IsDisputed => Order.DisputedAt is not null;

    public bool CanCancel => !IsDisputed && CouldCancel;

    private bool CouldCancel => IsAwaiting || (Order.Tickets.Any(IsShown) && (Found.IsSlotCancelled || now <= Order.CancelUntil));

    /// <summary>Whether its cash is still to be paid.</summary>
    public bool IsAwaiting => Order.StatusAt(now) == OrderStatus.AwaitingPayment;

    /// <summary>Whether one may still go and pay it: afterwards only what is under way counts.</summary>
    public bool CanPay => IsAwaiting && now < Order.PayUntil && !Found.IsSlotCancelled;

    public string PayUntil => words.When(Order.PayUntil!.Value);

    public string Cash => Text.Yuan(Order.Cash.Value);

    public string Key { get; } = KeyedForm.NewKey();

    public string CancelWords => text[
        IsFreeToCancel
            ? "ticket.cancel_free"
            : "ticket.cancel_fee",
        words.When(Order.CancelUntil)];

    private bool IsFreeToCancel => IsPaidThere
        || IsAwaiting
        || Order.Cash == Fen.Zero
        || Order.FreeUntil is not null
        || Found.Content.Cancellation.Tiers.Count == 0;

    /// <summary>What to bring; null: nothing but the ticket.</summary>
    public string? Bring => Order.Eligibility is { } eligibility
        ? Found.Content.EligibilityNote is { Length: > 0 } note ? note : text["ticket.bring", text["class." + WireName.Of(eligibility)]]
        : null;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        now = clock.GetUtcNow();
        if (await finder.FindAsync(User.Id(), id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Found = found;
        return Page();
    }

    /// <summary>Whether it is to be shown at the door: one that was missed no more, though staff may still take it.</summary>
    public bool IsShown(Ticket ticket) =>
        Order.StatusOf(ticket, now) == TicketStatus.Valid && !Found.IsSlotCancelled && !IsDisputed;

    /// <summary>What stands in place of a code that is not shown.</summary>
    public (string Title, string? Text) Said(Ticket ticket) => Order.StatusOf(ticket, now) switch
    {
        TicketStatus.Used => (text["ticket.used"], text["ticket.used_at", words.When(ticket.UsedAt!.Value)]),
        TicketStatus.Cancelled => (text["ticket.cancelled"], text["ticket.cancelled_at", words.When(ticket.CancelledAt ?? Order.HeldUntil!.Value)]),
        TicketStatus.Pending => (text["ticket.pending"], text["order.pay_until", words.When(Order.PayUntil!.Value)]),
        _ when IsDisputed => (text["ticket.disputed"], text["ticket.disputed_text"]),
        _ when Found.IsSlotCancelled => (text["ticket.slot_cancelled"], text["ticket.slot_cancelled_text"]),
        _ => (text["ticket.missed"], now < Order.Times.ValidUntil
            ? text["ticket.missed_open", words.When(Order.Times.ValidUntil), Grouped(ticket.Code)]
            : text["ticket.missed_text"]),
    };

    /// <summary>In two groups, as people read it out.</summary>
    public static string Grouped(string code) => TicketCode.Grouped(code);
}
