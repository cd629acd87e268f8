using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Members.Inviting;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.Inviting;

/// <summary>
/// 邀请好友: the member's own link, and who came by it. Points are for a friend's registration, never for sharing: WeChat
/// forbids paying for that, and so do the words here.
/// </summary>
public sealed class InviteModel(RewardsDb db, ReferenceData reference, PublicAddress address, Text text) : PageModel
{
    public string Programme => text.Name(reference.Programme.Name);

    public long SignupPoints => reference.Programme.Earning.SignupPoints.Value;

    public string Link { get; private set; } = "";

    public string Picture => QrPicture.Of(Link);

    public string OperatedBy => reference.Programme.OperatedBy;

    /// <summary>The member's, who hands the poster on.</summary>
    public string Name { get; private set; } = "";

    public InvitedFriends Friends { get; private set; } = null!;

    public IEnumerable<string> Rules => InvitationRules.InWords(reference.Programme.Earning, text);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var id = User.Id();
        var member = await db.Members.SingleAsync(row => row.MemberId == id, cancellationToken);
        (Name, Link) = (text.Person(member.DisplayName), address.Of("/i/" + member.InviteCode).AbsoluteUri);
        Friends = await db.FriendsOfAsync(id, PageRequest.OfSite(HttpContext), cancellationToken);
    }
}

/// <summary>The programme's rules about invitations, in plain words.</summary>
internal static class InvitationRules
{
    /// <param name="earning">The programme's rules.</param>
    /// <param name="text">In whose language.</param>
    /// <param name="toFriend">Whether they are told to the friend who was invited.</param>
    public static IEnumerable<string> InWords(EarningRules earning, Text text, bool toFriend = false) =>
    [
        text[toFriend ? "invited.rule_points" : "invite.rule_points", earning.InvitationPoints.Value],
        text["invite.rule_month", earning.InvitationsPerMonth],
        text["invite.rule_new"],
        text["invite.rule_share"],
    ];
}
