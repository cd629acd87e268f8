using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Site.Inviting;

/// <summary>What stands for a page that somebody sends to a friend.</summary>
/// <param name="Link">Where the friend lands.</param>
public sealed record ShareCard(string Title, string Text, Uri Picture, Uri Link);

/// <summary>
/// A visitor shares the page, a member an invitation: what they send leads to their own link, from whichever page.
/// </summary>
public sealed class ShareCards(
    RewardsDb db, ReferenceData reference, PublicAddress address, IOptions<WeChatOptions> weChat, Text text)
{
    /// <summary>WeChat's script, by which a page tells WeChat what its card shows.</summary>
    public string Script => weChat.Value.ScriptAddress.OriginalString;

    /// <param name="viewer">Who looks.</param>
    /// <param name="path">The page's.</param>
    /// <param name="title">The page's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ShareCard> OfAsync(
        ClaimsPrincipal viewer, PathString path, string title, CancellationToken cancellationToken)
    {
        var programme = reference.Programme;
        var words = text["invite.share_text", programme.Earning.SignupPoints.Value];
        var picture = address.Of(SiteAssets.Picture);
        if (viewer.Identity is not { IsAuthenticated: true })
        {
            var name = $"{title} · {text.Name(programme.Name)}";
            return new ShareCard(name, words, picture, address.Of(path.ToUriComponent()));
        }

        var id = viewer.Id();
        var code = await db.Members.Where(row => row.MemberId == id)
            .Select(row => row.InviteCode)
            .SingleAsync(cancellationToken);
        return new ShareCard(text.Name(programme.Name), words, picture, address.Of("/i/" + code));
    }
}
