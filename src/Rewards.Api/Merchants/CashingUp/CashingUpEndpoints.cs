using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;

namespace Rewards.Api.Merchants.CashingUp;

/// <summary>Which part of the merchant's day is wanted; left out: all of it.</summary>
/// <param name="Store" example="Yunlong">Where purchases were rung up, exactly as sent.</param>
/// <param name="Terminal" example="till-2">At which terminal, exactly as sent.</param>
/// <param name="Cashier" example="17">By whom, exactly as sent.</param>
public sealed record DayFilter(
    [property: FromQuery(Name = "store")][property: Place] string? Store,
    [property: FromQuery(Name = "terminal")][property: Place] string? Terminal,
    [property: FromQuery(Name = "cashier")][property: Place] string? Cashier);

internal static class CashingUpEndpoints
{
    public static void AddCashingUp(this IServiceCollection services) => services.AddScoped<MerchantDays>();

    public static void MapCashingUp(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapMerchantGroup("/v1/merchant", "Cashing up").RequireRateLimiting(RateLimits.Merchant);
        merchant.MapGet("/", Introduce)
            .WithName("getMerchant")
            .WithSummary("Who am I")
            .WithDescription(
                "The merchant behind the key, what the key may do, and the caps that its purchases meet: the first call "
                + "of a new integration.")
            .ProducesProblems("rate_limited");
        merchant.MapGet("/days/{date}", DayAsync)
            .WithName("getMerchantDay")
            .WithSummary("Add up a business day: captures, refunds, cash in and out")
            .WithDescription(
                "Captures count on the day on which they were captured and refunds on the day on which they were made, "
                + "so that a day that is over never changes. Refunds belong to the store, terminal and cashier of their "
                + "purchase.")
            .ProducesProblems("validation_failed", "rate_limited");
    }

    private static Ok<MerchantIntroduction> Introduce(ClaimsPrincipal caller, ReferenceData reference)
    {
        var current = reference.Current;
        return TypedResults.Ok(MerchantIntroduction.Of(current.Merchants[caller.Id()], caller, current.Programme));
    }

    /// <param name="date" example="2026-11-23">A business date, today's at the latest.</param>
    private static async Task<Ok<MerchantDayResponse>> DayAsync(
        string date,
        [AsParameters] DayFilter filter,
        ClaimsPrincipal caller,
        MerchantDays days,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await days.ReadAsync(caller.Id(), date, filter, cancellationToken));
}
