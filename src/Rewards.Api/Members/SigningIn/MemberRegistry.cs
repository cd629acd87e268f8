using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Members.SigningIn;

/// <summary>Signs people in, whoever vouches for their identity.</summary>
[Queues]
public sealed class MemberRegistry(
    LedgerWriter writer,
    Database database,
    SessionDirectory sessions,
    AccessMetrics metrics)
{
    /// <param name="identity">Who it is, at WeChat.</param>
    /// <param name="inviteCode">As typed; null when none was sent.</param>
    /// <param name="acceptedTerms">See <see cref="SignInRequest.AcceptedTerms"/>.</param>
    /// <param name="newMemberId">See <see cref="SignInRequest.NewMemberId"/>.</param>
    public async Task<SessionResponse> SignInAsync(
        Identity identity, string? inviteCode, int? acceptedTerms = null, string? newMemberId = null)
    {
        var code = inviteCode is null ? null : InviteCodes.Normalise(inviteCode);
        var signedIn = await writer.SubmitAsync(new SignIn(new SignInRequest(identity, code)
        {
            AcceptedTerms = acceptedTerms,
            NewMemberId = newMemberId,
        }));
        metrics.SignedIn(signedIn.IsNew);

        await using var db = database.OpenForReading();
        var member = await db.Members.SingleAsync(row => row.MemberId == signedIn.Session.MemberId);
        return new SessionResponse(
            signedIn.Token,
            signedIn.Session.ExpiresAt,
            signedIn.IsNew,
            code is null ? null : new InvitationResponse(signedIn.InvitationReason is null, signedIn.InvitationReason),
            MemberResponse.From(member));
    }

    /// <summary>The session is over for this process on the next request, and within a second for the others.</summary>
    /// <param name="sessionKey">The key of the session's row.</param>
    public async Task SignOutAsync(string sessionKey)
    {
        await writer.RunAsync(db => db.Sessions.Where(session => session.Key == sessionKey).ExecuteDelete());
        sessions.Forget(sessionKey);
        metrics.Revoked("session");
    }

    /// <summary>
    /// Which version of the terms this person accepted last: 0 for none, null for somebody who is no member.
    /// </summary>
    public async Task<int?> AcceptedTermsAsync(Identity identity, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var keys = new[] { identity.Key, identity.UnionKey };
        var members = await db.WeChatIdentities
            .Where(row => keys.Contains(row.Key))
            .Select(row => new { row.Key, row.MemberId })
            .ToListAsync(cancellationToken);
        var memberId = members.OrderByDescending(row => row.Key == identity.Key).FirstOrDefault()?.MemberId;
        return memberId is null
            ? null
            : await db.TermsAcceptances
                .Where(acceptance => acceptance.MemberId == memberId)
                .MaxAsync(acceptance => (int?)acceptance.Version, cancellationToken) ?? 0;
    }

    /// <summary>Stores that a member accepted the terms, once per version.</summary>
    public Task AcceptTermsAsync(string memberId, int version, DateTimeOffset now) => writer.RunAsync(db =>
    {
        var isNew = !db.TermsAcceptances.Any(row => row.MemberId == memberId && row.Version == version);
        if (isNew)
        {
            db.Add(new TermsAcceptanceRow { MemberId = memberId, Version = version, AcceptedAt = now });
        }

        return isNew;
    });
}
