using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Platform.WeChat;
using Rewards.Domain.Inviting;
using Rewards.Domain.Ledger;
using Rewards.Domain.SigningUp;

namespace Rewards.Api.Members.SigningIn;

/// <summary>Who it is, at WeChat: keys of <see cref="WeChatIdentityRow"/>.</summary>
/// <param name="Key">As the official account knows the person.</param>
/// <param name="UnionKey">As all accounts of the company know them; null where WeChat told none.</param>
public sealed record Identity(string Key, string? UnionKey = null)
{
    public static Identity Of(string appId, WeChatPerson person) => new(
        WeChatIdentityRow.KeyOf(appId, person.OpenId),
        person.UnionId is null ? null : WeChatIdentityRow.UnionKeyOf(person.UnionId));
}

/// <param name="Identity">Who it is, at WeChat.</param>
/// <param name="InviteCode">Normalised; null when none was sent.</param>
public sealed record SignInRequest(Identity Identity, string? InviteCode)
{
    /// <summary>The version of the terms that the person has just accepted; null: none was shown.</summary>
    public int? AcceptedTerms { get; init; }

    /// <summary>The id of a new member; null: any. Only the sandbox fixes one.</summary>
    public string? NewMemberId { get; init; }
}

/// <param name="Token">The session's secret: shown now, then never again.</param>
/// <param name="InvitationReason">Why the invite code did not count; null when it did, or none was sent.</param>
public sealed record SignedIn(string Token, SessionRow Session, bool IsNew, string? InvitationReason);

/// <summary>Opens a session; registers the person on first sight, with the sign-up points and the inviter's.</summary>
public sealed class SignIn(SignInRequest request) : LedgerCommand<SignedIn>
{
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    protected internal override string Subject => request.Identity.UnionKey ?? request.Identity.Key;

    protected internal override string Actor => Moment.Member;

    protected internal override void Name(Group group, Wanted wanted)
    {
        wanted.Row<WeChatIdentityRow>(request.Identity.Key);
        if (request.Identity.UnionKey is not null)
        {
            wanted.Row<WeChatIdentityRow>(request.Identity.UnionKey);
        }

        if (request.InviteCode is not null)
        {
            wanted.Row<InviteCodeRow>(request.InviteCode);
        }

        if (FindInviter(group) is { } inviter)
        {
            wanted.Account(inviter);
        }
    }

    protected override (SignedIn Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var known = FindMember(request.Identity.Key, group) ?? FindMember(request.Identity.UnionKey, group);
        return known is null ? Register(group, moment) : Return(known, group, moment.Now);
    }

    private (SignedIn Answer, Changes Changes) Return(string memberId, Group group, DateTimeOffset now)
    {
        var reason = request.InviteCode is null ? null
            : FindInviter(group) is not { } inviter ? "unknown_code"
            : inviter == memberId ? "own_code"
            : "already_registered";
        var (token, session) = OpenSession(memberId, now);
        return (new SignedIn(token, session, IsNew: false, reason), new Changes
        {
            Added = [session, .. NewIdentities(memberId, group)],
        });
    }

    private (SignedIn Answer, Changes Changes) Register(Group group, Moment moment)
    {
        var now = moment.Now;
        var member = NewMember(FindInviter(group), moment);
        var signedUp = SignUp.Decide(member.MemberId, moment);
        var (invitation, reason) = Invite(group, member, moment);
        var (token, session) = OpenSession(member.MemberId, now);
        return (new SignedIn(token, session, IsNew: true, reason), new Changes
        {
            Ledgers = [signedUp, .. invitation.Ledgers],
            Added =
            [
                member,
                .. NewIdentities(member.MemberId, group),
                .. AcceptTerms(member.MemberId, now),
                new InviteCodeRow { Key = member.InviteCode, MemberId = member.MemberId },
                session,
                .. invitation.Added,
            ],
        });
    }

    /// <summary>An invite code that does not count never stands in the way of registering.</summary>
    private (Changes Changes, string? Reason) Invite(Group group, MemberRow friend, Moment moment)
    {
        if (friend.InvitedBy is null || group.FindAccount(friend.InvitedBy) is not { } inviter)
        {
            return (Changes.None, request.InviteCode is null ? null : "unknown_code");
        }

        var credited = CreditInviter.Decide(inviter, friend.MemberId, moment);
        var invitation = new InvitationRow
        {
            MemberId = friend.InvitedBy,
            FriendId = friend.MemberId,
            FriendName = DisplayNames.Mask(friend.DisplayName),
            RegisteredAt = moment.Now,
            Points = credited.Refusal is null ? moment.Programme.Earning.InvitationPoints.Value : 0,
        };
        return credited.Refusal is { } refusal
            ? (new Changes { Added = [invitation] }, refusal.Code)
            : (new Changes { Ledgers = [credited.Value], Added = [invitation] }, null);
    }

    private MemberRow NewMember(string? inviter, Moment moment)
    {
        var inviteCode = InviteCodes.New();
        return new MemberRow
        {
            MemberId = request.NewMemberId ?? TypeId.New(TypeId.Member, moment.Now),
            DisplayName = DisplayNames.For(moment.Today),
            InviteCode = inviteCode,
            InvitedBy = inviter,
            CreatedAt = moment.Now,
        };
    }

    private static (string Token, SessionRow Session) OpenSession(string memberId, DateTimeOffset now)
    {
        var token = Secrets.New("ms_");
        return (token, new SessionRow
        {
            Key = Secrets.Hash(token),
            MemberId = memberId,
            CreatedAt = now,
            ExpiresAt = now + SessionLifetime,
        });
    }

    /// <summary>
    /// The union id joins what the company's accounts know; whom the account itself knows it never changes.
    /// </summary>
    private IEnumerable<WeChatIdentityRow> NewIdentities(string memberId, Group group) =>
        new[] { request.Identity.Key, request.Identity.UnionKey }
            .OfType<string>()
            .Where(key => FindMember(key, group) is null)
            .Select(key => new WeChatIdentityRow { Key = key, MemberId = memberId });

    private IEnumerable<TermsAcceptanceRow> AcceptTerms(string memberId, DateTimeOffset now) =>
        request.AcceptedTerms is { } version
            ? [new TermsAcceptanceRow { MemberId = memberId, Version = version, AcceptedAt = now }]
            : [];

    private static string? FindMember(string? key, Group group) =>
        key is null ? null : group.Find<WeChatIdentityRow>(key)?.MemberId;

    private string? FindInviter(Group group) =>
        request.InviteCode is null ? null : group.Find<InviteCodeRow>(request.InviteCode)?.MemberId;
}
