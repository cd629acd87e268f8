using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Culture.Admitting;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Site.Admitting;

/// <summary>Where staff scan or type what is shown to them, and see who comes in with it.</summary>
[EnableRateLimiting(RateLimits.Merchant)]
internal sealed class DoorAtPageModel(DoorPlaces places, LookUp lookUp, DoorWords words) : PageModel
{
    public const int LongestScanned = 200;

    public DoorPlace Place { get; private set; } = null!;

    /// <summary>What was shown; null: nothing yet.</summary>
    public string? Scanned { get; private set; }

    /// <summary>In words; null: something fits.</summary>
    public string? WhyNot { get; private set; }

    public IReadOnlyList<DoorOrder> Orders { get; private set; } = [];

    public DoorWords Words => words;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>Looks up, and uses nothing up.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? scanned, CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        Scanned = $"{scanned}".Trim();
        await LookUpAsync(cancellationToken);
        WhyNot ??= Orders.Count == 0 ? words.Say("not_found", "") : null;
        return Page();
    }

    private async Task LookUpAsync(CancellationToken cancellationToken)
    {
        if (Scanned!.Length is 0 or > LongestScanned)
        {
            return;
        }

        var body = new LookupBody { Scanned = Scanned, SlotId = Place.At.SlotId, VenueId = Place.At.VenueId };
        var found = await lookUp.FindAsync(body, HttpContext, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            WhyNot = words.Say(refusal);
        }
        else
        {
            Orders = found.Value.Data;
        }
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await places.FindAsync(User.Id(), DoorAt.Of(Request), cancellationToken) is not { } place)
        {
            return false;
        }

        Place = place;
        return true;
    }
}
