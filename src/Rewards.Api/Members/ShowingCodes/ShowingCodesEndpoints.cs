using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Members.ShowingCodes;

/// <param name="Code">
/// 88 characters of <c>0–9</c> and <c>A–F</c>, without a prefix. Show it as a QR code, or let the till type it. Opens
/// this member's points once.
/// </param>
/// <param name="ExpiresAt">From then on (UTC, inclusive) it is too old.</param>
public sealed record MemberCodeResponse(
    [property: RegularExpression(MemberCode.Pattern)] string Code, DateTimeOffset ExpiresAt);

internal static class ShowingCodesEndpoints
{
    public static void MapShowingCodes(this IEndpointRouteBuilder routes) =>
        routes.MapMemberGroup("/v1/member/codes", "Paying at a till")
            .MapPost("/", Issue)
            .WithName("issueMemberCode")
            .WithSummary("Get a one-time code to show at a till")
            .WithDescription("The code lives 60 seconds. A merchant redeems with it once; showing it costs nothing.")
            .RequireRateLimiting(RateLimits.Codes)
            .ProducesProblems("rate_limited");

    private static Created<MemberCodeResponse> Issue(ClaimsPrincipal caller, SigningKeys keys, Clock clock)
    {
        var (text, expiresAt) = MemberCode.Issue(caller.Id(), clock.GetUtcNow(), keys);
        return TypedResults.Created((string?)null, new MemberCodeResponse(text, expiresAt));
    }
}
