using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rewards.Api.Site.SettingUp;

/// <summary>Language, light or dark, and care mode; also for who is not signed in.</summary>
public sealed class LookModel(Notices notices) : PageModel
{
    public IActionResult OnPost(string? language, string? theme, bool care)
    {
        Look.Read($"{language}-{theme}-{(care ? "care" : "")}").Keep(HttpContext);
        notices.Tell("look.done");
        return Redirect(User.Identity is { IsAuthenticated: true } ? "/me" : "/look");
    }
}
