using Microsoft.EntityFrameworkCore;
using Rewards.Api.Reference;
using Rewards.Api.Store;
using Rewards.Api.Writing;

namespace Rewards.Api.SigningIn;

/// <summary>Signs people in, whoever vouches for their identity.</summary>
public sealed class MemberRegistry(LedgerWriter writer, ReferenceData reference, Database database)
{
    /// <param name="identityKey">Who it is, at WeChat.</param>
    /// <param name="inviteCode">As typed; null when none was sent.</param>
    /// <param name="newMemberId">See <see cref="SignInRequest.NewMemberId"/>.</param>
    public async Task<SessionResponse> SignInAsync(string identityKey, string? inviteCode, string? newMemberId = null)
    {
        var code = inviteCode is null ? null : InviteCodes.Normalise(inviteCode);
        var signedIn = await writer.SubmitAsync(new SignIn(new SignInRequest(identityKey, code, reference.Programme)
        {
            NewMemberId = newMemberId,
        }));

        await using var db = database.OpenForReading();
        var member = await db.Members.SingleAsync(row => row.MemberId == signedIn.Session.MemberId);
        return new SessionResponse(
            signedIn.Token,
            signedIn.Session.ExpiresAt,
            signedIn.IsNew,
            code is null ? null : new InvitationResponse(signedIn.InvitationReason is null, signedIn.InvitationReason),
            MemberResponse.From(member));
    }
}
