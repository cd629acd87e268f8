using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Site.Admitting;

/// <summary>Staff sign in with a till's key that may let in.</summary>
public sealed class DoorSignInModel(DoorSessions sessions, Guesses guesses) : PageModel
{
    /// <summary>Of the texts; null: nothing was wrong.</summary>
    public string? Mistake { get; private set; }

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? Redirect("/door") : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? key)
    {
        if (await sessions.OpenAsync(HttpContext, (key ?? "").Trim()))
        {
            return Redirect("/door");
        }

        var tooMany = guesses.CountWrong(HttpContext, Guess.Credential);
        Response.StatusCode = tooMany is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status429TooManyRequests;
        Mistake = tooMany is null ? "door.wrong_key" : "door.too_often";
        return Page();
    }
}
