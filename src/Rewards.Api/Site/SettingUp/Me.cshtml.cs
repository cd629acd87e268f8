using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Members.Inviting;
using Rewards.Api.Members.ReadingNotices;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Site.ReviewingOrders;
using Rewards.Api.Site.SigningIn;

namespace Rewards.Api.Site.SettingUp;

/// <summary>我的: who the member is here, everything that is theirs, and the way out.</summary>
internal sealed class MeModel(
    RewardsDb db, CurrentAccounts accounts, MemberOrders orders, NoticeReader notices, MemberArrivals arrivals, Text text)
    : PageModel
{
    public string Name { get; private set; } = "";

    public string? PictureUrl { get; private set; }

    public DateTimeOffset Since { get; private set; }

    /// <summary>In place of a picture.</summary>
    public string Initial => StringInfo.GetNextTextElement(Name);

    public long Points { get; private set; }

    public int Purchases { get; private set; }

    /// <summary>Orders that are to be used, and purchases that are not finished.</summary>
    public int Open { get; private set; }

    public int Friends { get; private set; }

    /// <summary>Messages.</summary>
    public int Unread { get; private set; }

    /// <summary>What one more brings.</summary>
    public long InvitationPoints => accounts.Now.Programme.Earning.InvitationPoints.Value;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var id = User.Id();
        var member = await db.Members.SingleAsync(row => row.MemberId == id, cancellationToken);
        (Name, PictureUrl, Since) = (text.Person(member.DisplayName), member.PictureUrl, member.CreatedAt);
        Points = (await accounts.FindAsync(id, cancellationToken))!.Available.Value;
        Purchases = await orders.CountAsync(id, MemberOrders.Every, cancellationToken);
        Open = await orders.CountAsync(id, MemberOrders.Open, cancellationToken);
        Unread = await notices.CountUnreadAsync(id, cancellationToken);
        Friends = await db.InvitationsOf(id).CountAsync(cancellationToken);
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await arrivals.LeaveAsync(HttpContext);
        return Redirect("/sign-in?left=true");
    }
}
