using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Members.SigningIn;

/// <param name="WechatCode" example="sandbox-alice">The code that WeChat gave the member's browser.</param>
/// <param name="InviteCode" example="null">
/// The code of the member who invited, in upper or lower case, with or without blanks; counts only at the first
/// sign-in, and never stands in its way.
/// </param>
public sealed record SignInBody(
    [property: StringLength(200, MinimumLength = 1, ErrorMessage = "must have 1 to 200 characters")] string WechatCode,
    [property: Scanned] string? InviteCode = null);

/// <param name="Credited">Whether the inviter got points.</param>
/// <param name="Reason">
/// Why not: <c>unknown_code</c>, <c>own_code</c>, <c>already_registered</c> or <c>monthly_limit_reached</c>; null when credited.
/// </param>
public sealed record InvitationResponse(bool Credited, string? Reason);

/// <param name="Id" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">The member's id.</param>
/// <param name="DisplayName" example="微信好友1128">What the member is called.</param>
/// <param name="InviteCode" example="H4X09K2Q">The code by which the member invites friends.</param>
/// <param name="CreatedAt">When they registered (UTC).</param>
public sealed record MemberResponse(string Id, string DisplayName, string InviteCode, DateTimeOffset CreatedAt)
{
    internal static MemberResponse From(MemberRow row) =>
        new(row.MemberId, row.DisplayName, row.InviteCode, row.CreatedAt);
}

/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>. Shown this once.</param>
/// <param name="ExpiresAt">When the session ends (UTC).</param>
/// <param name="IsNew">Whether this sign-in registered the member.</param>
/// <param name="Invitation">What became of the invite code; null when none was sent.</param>
/// <param name="Member">Who signed in.</param>
public sealed record SessionResponse(
    string AccessToken, DateTimeOffset ExpiresAt, bool IsNew, InvitationResponse? Invitation, MemberResponse Member);

internal static class SigningInEndpoints
{
    public static void AddSigningIn(this IServiceCollection services)
    {
        services.AddSection<WeChatOptions>(WeChatOptions.Section);
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatRules>();
        services.AddSingleton<MemberRegistry>();
        services.AddTransient<WeChatCodes>();
        services.AddWeChat();
    }

    public static void MapSigningIn(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapMemberGroup("/v1/member/sessions", "Signing in");
        sessions.MapPost("/", SignInAsync)
            .WithName("signIn")
            .WithSummary("Sign in with a WeChat code")
            .WithExample(new { WechatCode = "sandbox-alice" })
            .WithDescription("Registers the person on first sight, with the sign-up points, and credits the member "
                + "who invited them.")
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.SignIn)
            .ProducesProblems("wechat_code_invalid", "rate_limited", "wechat_unavailable");
        sessions.MapDelete("/current", SignOutAsync)
            .WithName("signOut")
            .WithSummary("Sign out: the token is dead on the next request")
            .WithDescription("Ends this session only; the member's others live on.");

        routes.MapMemberGroup("/v1/member", "Signing in").MapGet("/", ProfileAsync)
            .WithName("getMember")
            .WithSummary("Read the member's profile")
            .WithDescription(
                "The name that the member's friends see masked, and the code by which they invite.");
    }

    private static async Task<Results<Created<SessionResponse>, ProblemResult>> SignInAsync(
        SignInBody body,
        HttpContext context,
        WeChatCodes codes,
        IOptions<WeChatOptions> options,
        MemberRegistry registry)
    {
        var person = await codes.ExchangeAsync(context, body.WechatCode);
        if (person.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        return person.Value.IsSnapshot
            ? WeChatErrors.CodeInvalid.ToProblem()
            : TypedResults.Created(
                (string?)null,
                await registry.SignInAsync(Identity.Of(options.Value.AppId, person.Value), body.InviteCode));
    }

    private static async Task<NoContent> SignOutAsync(ClaimsPrincipal caller, MemberRegistry registry)
    {
        await registry.SignOutAsync(caller.Session());
        return TypedResults.NoContent();
    }

    private static async Task<Ok<MemberResponse>> ProfileAsync(
        ClaimsPrincipal caller, RewardsDb db, CancellationToken cancellationToken)
    {
        var id = caller.Id();
        return TypedResults.Ok(MemberResponse.From(
            await db.Members.SingleAsync(member => member.MemberId == id, cancellationToken)));
    }
}
