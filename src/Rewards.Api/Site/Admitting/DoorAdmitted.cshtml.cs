using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Admitting;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Admitting;

/// <summary>Who has come in, what to take from them, and for ten minutes the way back.</summary>
[EnableRateLimiting(RateLimits.Merchant)]
internal sealed class DoorAdmittedModel(
    RewardsDb db, DoorTargets targets, LedgerWriter writer, DoorWords words, Notices notices) : PageModel
{
    public DoorAt At => DoorAt.Of(Request);

    public Order Order { get; private set; } = null!;

    /// <summary>Those that were used together.</summary>
    public IReadOnlyList<Ticket> Used { get; private set; } = [];

    public int People => Used.Sum(ticket => ticket.Use!.People);

    public long CashFen => Used.Sum(ticket => Order.CashAtDoor(ticket).Value);

    /// <summary>Null: that time is over.</summary>
    public string? UndoUntil { get; private set; }

    /// <summary>What was paid at the door goes back as a whole.</summary>
    public IEnumerable<Ticket> Undoable => Order.Payment == PaymentWay.AtVenue ? Used.Take(1) : Used;

    public async Task<IActionResult> OnGetAsync(string ticket, [FromServices] Clock clock, CancellationToken cancellationToken)
    {
        if (await targets.FindAsync(User.Id(), [ticket], cancellationToken) is not { } target)
        {
            return NotFound();
        }

        Order = (await db.Orders.SingleAsync(
            row => row.MemberId == target.MemberId && row.Id == target.OrderId, cancellationToken)).ToOrder();
        if (Order.Tickets.Single(one => one.Id == ticket) is not { Status: TicketStatus.Used, UsedAt: { } usedAt })
        {
            return Redirect("/door/at" + At.Query);
        }

        Used = [.. Order.Tickets.Where(one => one.Status == TicketStatus.Used && one.UsedAt == usedAt)];
        var until = usedAt + TakeBackAdmission.Within;
        UndoUntil = clock.GetUtcNow() <= until ? words.When(until) : null;
        return Page();
    }

    /// <summary>Takes it back.</summary>
    public async Task<IActionResult> OnPostAsync(
        string ticket, [FromForm] string? key, [FromServices] Text text, CancellationToken cancellationToken)
    {
        if (KeyedForm.Read(HttpContext, text, key) is not { } request)
        {
            return BadRequest();
        }

        var target = await targets.FindAsync(User.Id(), [ticket], cancellationToken);
        var answer = await writer.SubmitAsync(new UndoAdmission(User.Id(), ticket, target, request));
        if (answer.Status == StatusCodes.Status200OK)
        {
            var undone = JsonSerializer.Deserialize<UndoResponse>(answer.Body, ApiJson.Options)!;
            notices.Tell(WordsOf(undone), undone.People, Text.Yuan(undone.CashFen));
        }
        else
        {
            notices.Tell("door.refused", words.Say(answer));
        }

        return Redirect("/door/at" + At.Query);
    }

    private static string WordsOf(UndoResponse undone) => undone.CashFen > 0 ? "door.undone_cash"
        : undone.TicketStatus == TicketStatus.Cancelled ? "door.undone_off"
        : "door.undone";
}
