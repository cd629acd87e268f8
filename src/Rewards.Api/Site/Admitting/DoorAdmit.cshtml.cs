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
public sealed record AdmitForm(string? Key, IReadOnlyList<string>? Ticket, string? Scanned, int? People)
{
    public IReadOnlyList<string> Tickets { get; } = [.. (Ticket ?? []).Distinct()];

    /// <summary>Null: no page of ours sends it so.</summary>
    internal AdmissionBody? ToBody(DoorAt at) =>
        Tickets.Count <= TicketLimits.MostPerOrder && Scanned is { Length: > 0 and <= DoorAtPageModel.LongestScanned }
            ? new AdmissionBody
            {
                TicketIds = Tickets,
                Scanned = Scanned,
                People = People,
                SlotId = at.SlotId,
                VenueId = at.VenueId,
            }
            : null;
}

/// <summary>Lets in, by the API's own command.</summary>
[EnableRateLimiting(RateLimits.Merchant)]
internal sealed class DoorAdmitModel(AdmissionReader reader, LedgerWriter writer, DoorWords words, Notices notices, Text text)
    : PageModel
{
    /// <summary>Whoever opens it anew, after something failed, looks up again.</summary>
    public IActionResult OnGet() => Redirect("/door/at" + DoorAt.Of(Request).Query);

    public async Task<IActionResult> OnPostAsync([FromForm] AdmitForm form, CancellationToken cancellationToken)
    {
        var at = DoorAt.Of(Request);
        var request = KeyedForm.Read(
            HttpContext, text, form.Key, [.. form.Tickets, $"{form.Scanned}", $"{form.People}", at.Query]);
        if (request is null || form.ToBody(at) is not { } body)
        {
            return BadRequest();
        }

        if (form.Tickets.Count == 0)
        {
            return Refuse(at, words.Say("no_ticket", ""));
        }

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
