using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Members.Inviting;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.WeChat;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.Inviting;

/// <summary>
/// 邀请好友: the member's own link, and who came by it. Points are for a friend's registration, never for sharing: WeChat
/// forbids paying for that, and so do the words here.
/// </summary>
public sealed class InviteModel(
    RewardsDb db,
    ReferenceData reference,
    PublicAddress address,
    IOptions<WeChatOptions> weChat,
    Text text,
    Cursors cursors)
    : PageModel
{
    private const int PageSize = 20;

    public string Programme => text.Name(reference.Programme.Name);

    public long SignupPoints => reference.Programme.Earning.SignupPoints.Value;

    public string Link { get; private set; } = "";

    public string Picture => QrPicture.Of(Link);

    /// <summary>WeChat's script, by which the page tells WeChat what its card shows.</summary>
    public string Script => weChat.Value.ScriptAddress.OriginalString;

    public int FriendCount { get; private set; }

    public long CreditedPoints { get; private set; }

    public IReadOnlyList<InvitedFriend> Friends { get; private set; } = [];

    /// <summary>Where the next page of friends begins; null on the last one.</summary>
    public string? Before { get; private set; }

    public IEnumerable<string> Rules => InvitationRules.InWords(reference.Programme.Earning, text);

    public async Task OnGetAsync(string? before, CancellationToken cancellationToken)
    {
        var id = User.Id();
        var list = $"{id}\n/invite\n";
        var last = before is null ? null : cursors.Open(list, before);
        var code = await db.Members.Where(row => row.MemberId == id)
            .Select(row => row.InviteCode)
            .SingleAsync(cancellationToken);
        Link = address.Of("/i/" + code).AbsoluteUri;
        var mine = db.Invitations.Where(invitation => invitation.MemberId == id);
        FriendCount = await mine.CountAsync(cancellationToken);
        CreditedPoints = await mine.SumAsync(invitation => invitation.Points, cancellationToken);
        var rows = await mine
            .Where(invitation => last == null || invitation.FriendId.CompareTo(last) < 0)
            .OrderByDescending(invitation => invitation.FriendId)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        Friends =
            [.. rows.Take(PageSize).Select(row => new InvitedFriend(row.FriendName, row.RegisteredAt, row.Points))];
        Before = rows.Count > PageSize ? cursors.Seal(list, rows[PageSize - 1].FriendId) : null;
    }
}

/// <summary>The programme's rules about invitations, in plain words.</summary>
internal static class InvitationRules
{
    public static IEnumerable<string> InWords(EarningRules earning, Text text) =>
    [
        text["invite.rule_points", earning.InvitationPoints.Value],
        text["invite.rule_month", earning.InvitationsPerMonth],
        text["invite.rule_new"],
        text["invite.rule_share"],
    ];
}
