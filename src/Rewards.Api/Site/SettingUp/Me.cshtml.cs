using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Site.SigningIn;

namespace Rewards.Api.Site.SettingUp;

/// <summary>我的: who the member is here, everything that is theirs, and the way out.</summary>
public sealed class MeModel(RewardsDb db, MemberArrivals arrivals) : PageModel
{
    public string Name { get; private set; } = "";

    public string? PictureUrl { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var id = User.Id();
        var member = await db.Members.SingleAsync(row => row.MemberId == id, cancellationToken);
        (Name, PictureUrl, Since) = (member.DisplayName, member.PictureUrl, member.CreatedAt);
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await arrivals.LeaveAsync(HttpContext);
        return Redirect("/sign-in?left=true");
    }
}
