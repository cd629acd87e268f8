using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Culture.Ordering;
using Rewards.Api.Platform.Authenticating;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>What the form of the page sends.</summary>
/// <param name="Key">One a page: sent twice, it gives back once.</param>
/// <param name="Ticket">Those that are chosen.</param>
/// <param name="Shown">Those that the page said something about.</param>
/// <param name="Fee">The fee that it said, in fen.</param>
/// <param name="Again">Only look at what is chosen now.</param>
public sealed record CancelForm(string? Key, IReadOnlyList<string>? Ticket, string? Shown, long Fee, bool Again)
{
    public IReadOnlyList<string> Chosen { get; } = [.. (Ticket ?? []).Order(StringComparer.Ordinal)];

    /// <summary>Whether the page said something about other tickets than are chosen now.</summary>
    public bool IsAnew => Again || !Chosen.SequenceEqual((Shown ?? "").Split(' ').Order(StringComparer.Ordinal));
}

/// <summary>Says exactly what comes back for which tickets, before they are given back.</summary>
internal sealed class CancelModel(
    OrderFinder finder,
    CancelPreviews previews,
    GivingBack giving,
    OrderWords words,
    Text text)
    : PageModel
{
    public FoundOrder Found { get; private set; } = null!;

    public string When => words.When(Found.Order);

    /// <summary>Null: nothing can be given back, see <see cref="WhyNot"/>.</summary>
    public CancelPreview? Preview { get; private set; }

    /// <summary>In words.</summary>
    public string WhyNot { get; private set; } = "";

    /// <summary>What can be chosen from.</summary>
    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public string Key { get; } = KeyedForm.NewKey();

    public string Shown => string.Join(' ', Preview!.Tickets.Select(ticket => ticket.Id));

    /// <param name="id">The order.</param>
    /// <param name="ticket">Which of its tickets; none: all that can be given back.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IActionResult> OnGetAsync(
        string id, [FromQuery] IReadOnlyList<string> ticket, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(User.Id(), id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Found = found;
        var all = await previews.DecideAsync(found, null, cancellationToken);
        if (all.Refusal is { } refusal)
        {
            WhyNot = Say(refusal);
            return Page();
        }

        Tickets = all.Value.Tickets;
        List<string> chosen = [.. Tickets.Select(one => one.Id).Where(ticket.Contains)];
        Preview = chosen.Count == 0 || chosen.Count == Tickets.Count
            ? all.Value
            : (await previews.DecideAsync(found, chosen, cancellationToken)).Value;
        return Page();
    }

    /// <summary>Where something else is chosen than the page said something about, it says that first.</summary>
    public async Task<IActionResult> OnPostAsync(string id, [FromForm] CancelForm form, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(User.Id(), id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        if (KeyedForm.Read(HttpContext, text, form.Key, form.Chosen) is not { } request)
        {
            return BadRequest();
        }

        if (form.IsAnew)
        {
            return Ask(found, form.Chosen);
        }

        var preview = await previews.DecideAsync(found, form.Chosen, cancellationToken);
        if (preview.Refusal is null && preview.Value.Fee.Value != form.Fee)
        {
            giving.TellChanged();
            return Ask(found, form.Chosen);
        }

        await giving.SubmitAsync(new OrderCancelling(User.Id(), found.Order.Id, form.Chosen), request, cancellationToken);
        return Redirect($"/orders/{found.Order.Id}");
    }

    /// <summary>What one ticket alone brings back.</summary>
    public string Part(Ticket ticket) => Found.Order.Payment == PaymentWay.AtVenue
        ? words.Costs(Fen.Zero, ticket.Points)
        : words.Costs(ticket.Cash - ticket.Fee, ticket.Points);

    private RedirectResult Ask(FoundOrder found, IEnumerable<string> chosen) => Redirect(
        $"/orders/{found.Order.Id}/cancel{new QueryBuilder(chosen.Select(ticket => KeyValuePair.Create("ticket", ticket)))}");

    private string Say(Refusal refusal) => refusal.Code == "cancel_too_late"
        ? text["cancel.too_late", words.When(Found.Order.CancelUntil)]
        : text["cancel.none"];
}
