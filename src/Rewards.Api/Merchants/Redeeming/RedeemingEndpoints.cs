using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Domain;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants.Redeeming;

/// <param name="Points" example="500">How many of the held points to take, at least 1. Left out: all of them.</param>
public sealed record CaptureBody(
    [property: Range(0L, Domain.Points.MostInOneOperation, ErrorMessage = "must be from 1 to what is held")]
    long? Points = null);

internal static class RedeemingEndpoints
{
    public static void AddRedeeming(this IServiceCollection services)
    {
        services.AddScoped<QuoteReader>();
        services.AddScoped<MerchantRedemptions>();
    }

    public static void MapRedeeming(this IEndpointRouteBuilder routes)
    {
        var redemptions = routes.MapMerchantGroup("/v1/redemptions", "Redeeming")
            .RequireRateLimiting(RateLimits.Merchant);
        redemptions.MapPost("/", RedeemAsync)
            .WithName("redeem")
            .WithSummary("Redeem a member's points for a purchase")
            .WithExample(new
            {
                MemberId = DemoCredentials.MemberId,
                OrderNo = "2026-000017",
                Items = new[] { QuotingEndpoints.Example },
                Points = 100,
                Capture = false,
            })
            .WithDescription("Holds the points, or spends them at once with `\"capture\": true`.")
            .Produces<RedemptionResponse>(StatusCodes.Status201Created)
            .RequireScope(Scopes.Redeem)
            .RequireActiveMerchant()
            .RequireIdempotencyKey()
            .ProducesProblems(
                "not_found", "duplicate_order", "insufficient_points", "cap_exceeded",
                "member_code_invalid", "member_code_expired", "member_code_used", "rate_limited");
        redemptions.MapPost("/{id}/capture", CaptureAsync)
            .WithName("captureRedemption")
            .WithSummary("Take a hold, wholly or in part")
            .WithExample(new { Points = 60 })
            .WithDescription(
                "For fewer points than are held, those that expire soonest are taken and the rest is given back.")
            .Produces<RedemptionResponse>()
            .RequireScope(Scopes.Redeem)
            .RequireIdempotencyKey()
            .ProducesProblems(
                "capture_needs_points", "not_found", "redemption_not_held",
                "capture_exceeds_hold", "redemption_of_order", "rate_limited");
        redemptions.MapPost("/{id}/release", ReleaseAsync)
            .WithName("releaseRedemption")
            .WithSummary("Give a hold back")
            .WithExample(new { })
            .WithDescription("All of its points return to where they came from. An empty body is `{}`.")
            .Produces<RedemptionResponse>()
            .RequireScope(Scopes.Redeem)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "redemption_not_held", "redemption_of_order", "rate_limited");
    }

    private static async Task<IResult> RedeemAsync(
        RedemptionBody body,
        HttpContext context,
        KeyedRequest request,
        LedgerWriter writer,
        ReferenceData reference,
        MemberNaming naming)
    {
        var member = naming.Read(context, body.MemberId, body.MemberCode);
        if (member.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var merchant = reference.Current.Merchants[context.User.Id()];
        var wanted = new QuoteRequest(merchant.Category, body.ToPurchase().Value, body.Requested());
        var order = new RedemptionOrder(merchant.Id, body.OrderNo, member.Value, wanted)
        {
            Capture = body.Capture,
            PointOfSale = body.ToPointOfSale(),
        };
        var answer = await writer.SubmitAsync(new RedeemPoints(order, request));
        if (member.Value.Typed is not null && !IsWrongGuess(answer))
        {
            naming.TellRight(context, member.Value);
        }

        return answer;
    }

    /// <summary>A replay says nothing new to who guesses.</summary>
    private static bool IsWrongGuess(StoredAnswer answer) =>
        !answer.IsReplay && answer.Status >= 400 && Problem.CodeIn(answer.Body)?.Code == "member_code_invalid";

    /// <param name="id">The redemption's id.</param>
    private static Task<StoredAnswer> CaptureAsync(
        string id,
        CaptureBody? body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        LedgerWriter writer)
    {
        Points? points = body?.Points is { } wanted ? new Points(wanted) : null;
        var target = new RedemptionTarget(id, caller.Id());
        return writer.SubmitAsync(new CaptureRedemption(target, points, request));
    }

    /// <param name="id">The redemption's id.</param>
    private static Task<StoredAnswer> ReleaseAsync(
        string id,
        EmptyBody? body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        LedgerWriter writer)
    {
        _ = body;
        var target = new RedemptionTarget(id, caller.Id());
        return writer.SubmitAsync(new ReleaseRedemption(target, request));
    }
}
