using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.WeChat;
using Rewards.Api.Site.SettingUp;

namespace Rewards.Api.Site.SigningIn;

/// <summary>
/// Where WeChat sends the browser back to. The code leaves the address by the redirect; a failure says what to do.
/// </summary>
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class CallbackModel(
    SignInSteps steps, WeChatCodes codes, MemberArrivals arrivals, Profiles profiles)
    : PageModel
{
    /// <summary>Of the texts that explain a failure.</summary>
    public string Key { get; private set; } = "sign_in.late";

    /// <summary>Where a new attempt goes.</summary>
    public string Back { get; private set; } = "/";

    /// <summary>The invite code that the new attempt takes along.</summary>
    public string? Invite { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, string? state, CancellationToken cancellationToken)
    {
        var (known, isFirst) = await steps.EndAsync(HttpContext, state);
        if (known is null)
        {
            // The address was opened again, by Back for example. Who is signed in has nothing to do here.
            return User.Identity is { IsAuthenticated: true }
                ? Redirect("/")
                : Fail("sign_in.late", StatusCodes.Status400BadRequest);
        }

        if (!isFirst)
        {
            // This browser asked twice at once. By now the other answer may have signed it in; the page finds out.
            return LocalRedirect(known.Return);
        }

        (Back, Invite) = (known.Return, known.Invite);
        if (string.IsNullOrEmpty(code))
        {
            return Fail("sign_in.refused", StatusCodes.Status400BadRequest);
        }

        var person = await codes.ExchangeAsync(HttpContext, code);
        return person.Refusal is { } refusal
            ? Fail(ProblemCodes.Find(refusal.Code))
            : await ArriveAsync(person.Value, known, cancellationToken);
    }

    private async Task<IActionResult> ArriveAsync(
        WeChatPerson person, SignInState known, CancellationToken cancellationToken)
    {
        if (person.IsSnapshot)
        {
            return Fail("sign_in.snapshot", StatusCodes.Status422UnprocessableEntity);
        }

        if (known.WantsProfile && User.Identity is { IsAuthenticated: true })
        {
            await profiles.TakeOverAsync(User.Id(), person, cancellationToken);
            return LocalRedirect(known.Return);
        }

        return LocalRedirect(await arrivals.ArriveAsync(HttpContext, person, known));
    }

    private PageResult Fail(ProblemCode code)
    {
        HttpContext.Features.Set(code);
        return Fail("sign_in." + code.Code, code.Status);
    }

    private PageResult Fail(string key, int status)
    {
        (Key, Response.StatusCode) = (key, status);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = "5";
        }

        return Page();
    }
}
