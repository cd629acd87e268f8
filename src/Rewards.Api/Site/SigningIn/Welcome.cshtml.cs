using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;

namespace Rewards.Api.Site.SigningIn;

/// <summary>
/// The first time, and whenever the terms have changed: nobody becomes a member without accepting them.
/// </summary>
public sealed class WelcomeModel(
    SignInSteps steps, MemberArrivals arrivals, Notices notices, ReferenceData reference, Clock clock)
    : PageModel
{
    public long SignupPoints => reference.Programme.Earning.SignupPoints.Value;

    /// <summary>Whether the form came without the tick.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>Set: this step was taken already, and the page that it led to.</summary>
    public string? TakenTo { get; private set; }

    public IActionResult OnGet() => steps.FindNewcomer(HttpContext) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(bool accepted)
    {
        if (steps.FindNewcomer(HttpContext) is not { } newcomer)
        {
            return Redirect("/sign-in?again=true");
        }

        if (!accepted)
        {
            IsMissing = true;
            return Page();
        }

        if (!await steps.TakeAsync(newcomer))
        {
            SignInSteps.ForgetNewcomer(HttpContext);
            (TakenTo, Response.StatusCode) = (newcomer.Return, StatusCodes.Status409Conflict);
            return Page();
        }

        var session = await arrivals.WelcomeAsync(HttpContext, newcomer, clock.GetUtcNow());
        if (session.IsNew && session.Invitation is null)
        {
            notices.Tell("welcome.done", SignupPoints);
        }

        return LocalRedirect(newcomer.Return);
    }
}
