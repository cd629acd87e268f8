using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Domain.Admitting;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.Admitting;

/// <summary>What the form for people without an order sends.</summary>
/// <param name="Key">One a page: sent twice, it lets in once.</param>
/// <param name="People">How many they are.</param>
/// <param name="Places">How many places they take; null: one each.</param>
/// <param name="Eligibility">Which class of people they are of; null: it is for everybody.</param>
public sealed record WalkInForm(string? Key, int People, int? Places, string? Eligibility)
{
    internal WalkInParty ToParty() => new(
        Places ?? People,
        People,
        WireName.TryParse<Eligibility>(Eligibility, out var eligibility) ? eligibility : null);
}

/// <summary>Lets people in who have no order, by the API's own command.</summary>
[EnableRateLimiting(RateLimits.Merchant)]
internal sealed class DoorWalkInsModel(DoorReader doors, LedgerWriter writer, DoorWords words, Notices notices, Text text)
    : PageModel
{
    /// <summary>Whoever opens it anew, after something failed, sees the figures.</summary>
    public IActionResult OnGet() => Redirect("/door/at" + DoorAt.Of(Request).Query);

    public async Task<IActionResult> OnPostAsync([FromForm] WalkInForm form, CancellationToken cancellationToken)
    {
        var (at, party) = (DoorAt.Of(Request), form.ToParty());
        if (KeyedForm.Read(HttpContext, text, form.Key, $"{party}", at.Query) is not { } request)
        {
            return BadRequest();
        }

        if (await doors.FindContentAsync(User.Id(), $"{at.SlotId}", cancellationToken) is not { } content)
        {
            return NotFound();
        }

        if (party.Places < 1 || party.People < party.Places || party.People > (long)party.Places * content.Admits)
        {
            notices.Tell("door.refused", text["door.would.people", content.Admits]);
        }
        else
        {
            var wanted = new WalkInWanted(User.Id(), at.SlotId!, party, content);
            Tell(await writer.SubmitAsync(new LetInWalkIns(wanted, request)));
        }

        return Redirect("/door/at" + at.Query);
    }

    private void Tell(StoredAnswer answer)
    {
        if (answer.Status != StatusCodes.Status201Created)
        {
            notices.Tell("door.refused", words.Say(answer));
            return;
        }

        var done = JsonSerializer.Deserialize<WalkInResponse>(answer.Body, ApiJson.Options)!;
        notices.Tell("door.came_in", done.People, done.Left);
    }
}
