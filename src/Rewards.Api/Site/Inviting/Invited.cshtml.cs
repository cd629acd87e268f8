using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Site.Inviting;

/// <summary>
/// What a friend sees who comes by an invitation link: who invites them, to what, and whether it will count.
/// </summary>
[EnableRateLimiting(RateLimits.Invitations)]
public sealed class InvitedModel(RewardsDb db, ReferenceData reference, Text text) : PageModel
{
    private const string Own = "invited.own";

    /// <summary>Masked; null: nobody has this code.</summary>
    public string? Inviter { get; private set; }

    /// <summary>Of the text that says what the link does for who looks at it.</summary>
    public string Key { get; private set; } = "invited.welcome";

    public string Programme => text.Name(reference.Programme.Name);

    /// <summary>Whether the member looks at their own link.</summary>
    public bool IsOwn => Key == Own;

    public long SignupPoints => reference.Programme.Earning.SignupPoints.Value;

    public bool CanJoin => User.Identity is not { IsAuthenticated: true };

    public string Start { get; private set; } = "";

    public IEnumerable<string> Rules => InvitationRules.InWords(
        reference.Programme.Earning, text, toFriend: CanJoin);

    public async Task OnGetAsync(string code, CancellationToken cancellationToken)
    {
        var known = InviteCodes.FromAddress(code);
        var inviter = await db.InviteCodes.FirstOrDefaultAsync(row => row.Key == known, cancellationToken);
        if (inviter is not null)
        {
            var name = await db.Members.Where(row => row.MemberId == inviter.MemberId)
                .Select(row => row.DisplayName)
                .SingleAsync(cancellationToken);
            Inviter = text.Person(DisplayNames.Mask(name));
        }

        Key = CanJoin ? inviter is null ? "invited.anyway" : "invited.welcome"
            : inviter?.MemberId == User.Id() ? Own
            : "invited.member";
        var back = QueryString.Create("return", "/");
        Start = "/sign-in" + (known is null ? back : back.Add("invite", known));
    }
}
