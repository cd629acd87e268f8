using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Site.SigningIn;

/// <summary>
/// In WeChat nobody sees this page: who comes is signed in without a question. Elsewhere it says how to get there.
/// </summary>
public sealed class SignInModel(PublicAddress address, SandboxMode sandbox) : PageModel
{
    /// <summary>Where to go afterwards, as asked for.</summary>
    [FromQuery(Name = "return")]
    public string? Back { get; set; }

    [FromQuery]
    public string? Invite { get; set; }

    /// <summary>Whether a form was not done, since the session was over.</summary>
    [FromQuery(Name = "again")]
    public bool HasLostForm { get; set; }

    /// <summary>
    /// Whether the member has just signed out, or was told that it failed: then nothing happens by itself.
    /// </summary>
    [FromQuery(Name = "left")]
    public bool HasLeft { get; set; }

    public bool IsInWeChat =>
        Request.Headers.UserAgent.ToString().Contains("MicroMessenger", StringComparison.OrdinalIgnoreCase);

    public bool IsSandbox => sandbox.IsOn;

    public string Start => StartingSignIn.PathFor(Back, Invite, HasLostForm);

    /// <summary>What to open in WeChat.</summary>
    public string Link => address
        .Of(InviteCodes.FromAddress(Invite) is { } code ? LocalPath.Of("/i/" + code) : LocalPath.Of(Back))
        .AbsoluteUri;

    public string Picture => QrPicture.Of(Link);

    public IActionResult OnGet() =>
        User.Identity is { IsAuthenticated: true } ? LocalRedirect(LocalPath.Of(Back))
        : HasLeft ? Page()
        : IsInWeChat ? Redirect(Start)
        : Page();
}
