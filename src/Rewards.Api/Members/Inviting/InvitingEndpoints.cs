using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Members.Inviting;

/// <param name="DisplayName" example="陈***">The friend's name, masked.</param>
/// <param name="RegisteredAt">When the friend registered (UTC).</param>
/// <param name="Points" example="100">What it earned; 0 beyond the month's limit.</param>
public sealed record InvitedFriend(string DisplayName, DateTimeOffset RegisteredAt, long Points);

/// <param name="InviteCode" example="H4X09K2Q">The member's own code.</param>
/// <param name="Url">A link that carries the code.</param>
/// <param name="CreditedPoints" example="100">What all friends together earned.</param>
/// <param name="Data">Friends who registered, newest first.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record InvitationsResponse(
    string InviteCode, Uri Url, long CreditedPoints, IReadOnlyList<InvitedFriend> Data, string? NextCursor);

internal static class InvitingEndpoints
{
    public static void MapInviting(this IEndpointRouteBuilder routes) =>
        routes.MapMemberGroup("/v1/member/invitations", "Inviting friends")
            .MapGet("/", ListAsync)
            .WithName("listInvitations")
            .WithSummary("Read the invite code and the friends who registered with it")
            .WithDescription("Friends earn their inviter points when they register, up to a number a month; sharing "
                + "itself earns nothing.")
            .ProducesProblems("validation_failed", "cursor_invalid");

    private static async Task<Ok<InvitationsResponse>> ListAsync(
        ClaimsPrincipal caller,
        RewardsDb db,
        PageRequest page,
        PublicAddress address,
        CancellationToken cancellationToken)
    {
        var id = caller.Id();
        var member = await db.Members.SingleAsync(row => row.MemberId == id, cancellationToken);
        var friends = await db.FriendsOfAsync(id, page, cancellationToken);
        var url = address.Of("/i/" + member.InviteCode);
        return TypedResults.Ok(new InvitationsResponse(
            member.InviteCode, url, friends.CreditedPoints, friends.Page.Data, friends.Page.NextCursor));
    }
}
