using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Admitting;

/// <summary>What the form of an order that was looked up sends.</summary>
/// <param name="Key">One a page: sent twice, it lets in once.</param>
/// <param name="Ticket">Which.</param>
/// <param name="Scanned">What was shown.</param>
/// <param name="People">How many; null: as many as the tickets let in.</param>
public sealed record AdmitForm(string? Key, IReadOnlyList<string>? Ticket, string? Scanned, int? People);

/// <summary>Lets in, by the API's own command.</summary>
[EnableRateLimiting(RateLimits.Merchant)]
internal sealed class DoorAdmitModel(AdmissionReader reader, LedgerWriter writer, DoorWords words, Notices notices, Text text)
    : PageModel
{
    public async Task<IActionResult> OnPostAsync([FromForm] AdmitForm form, CancellationToken cancellationToken)
    {
        var at = DoorAt.Of(Request);
        IReadOnlyList<string> tickets = [.. (form.Ticket ?? []).Distinct()];
        var request = KeyedForm.Read(HttpContext, text, form.Key, [.. tickets, form.Scanned ?? "", $"{form.People}", at.Query]);
        if (request is null
            || tickets.Count > TicketLimits.MostPerOrder
            || form.Scanned is not { Length: > 0 and <= DoorAtPageModel.LongestScanned } scanned)
        {
            return BadRequest();
        }

        if (tickets.Count == 0)
        {
            return Refuse(at, words.Say("no_ticket", ""));
        }

        var body = new AdmissionBody
        {
            TicketIds = tickets,
            Scanned = scanned,
            People = form.People,
            SlotId = at.SlotId,
            VenueId = at.VenueId,
        };
        var (wanted, problem) = await reader.ReadAsync(body, HttpContext, cancellationToken);
        if (wanted is null)
        {
            return Refuse(at, words.Say(problem!.Code.Code, ""));
        }

        var answer = await writer.SubmitAsync(new AdmitOrder(wanted, request));
        reader.TellRight(HttpContext, wanted, answer);
        return answer.Status == StatusCodes.Status201Created
            ? Redirect($"/door/admitted/{Read(answer).Tickets[0].Id}{at.Query}")
            : Refuse(at, words.Say(answer));
    }

    private static AdmissionResponse Read(StoredAnswer answer) =>
        JsonSerializer.Deserialize<AdmissionResponse>(answer.Body, ApiJson.Options)!;

    private RedirectResult Refuse(DoorAt at, string why)
    {
        notices.Tell("door.refused", why);
        return Redirect("/door/at" + at.Query);
    }
}
