using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Members.CheckingIn;

/// <param name="Date">The business date that counts.</param>
/// <param name="Points" example="5">Points earned, the streak's bonus included.</param>
/// <param name="StreakDays" example="3">Days in a row, this one included; grows without wrapping.</param>
/// <param name="Balance" example="305">Available points afterwards.</param>
public sealed record CheckInResponse(DateOnly Date, long Points, long StreakDays, long Balance);

/// <param name="Month" example="2026-11">The month shown.</param>
/// <param name="Dates">Business dates of that month with a check-in, ascending.</param>
/// <param name="StreakDays" example="3">
/// Days in a row up to now: before today's check-in yesterday's, after a gap 0.
/// </param>
/// <param name="CheckedInToday">Whether today's check-in is done.</param>
public sealed record CheckInCalendarResponse(
    string Month, IReadOnlyList<DateOnly> Dates, long StreakDays, bool CheckedInToday);

internal static class CheckingInEndpoints
{
    public static void MapCheckingIn(this IEndpointRouteBuilder routes)
    {
        var checkIns = routes.MapMemberGroup("/v1/member/check-ins", "Checking in");
        checkIns.MapPost("/", CheckInAsync)
            .WithName("checkIn")
            .WithSummary("Check in for today")
            .WithDescription("Once per business date of the programme. Every 7th day in a row earns a bonus on top.")
            .RequireRateLimiting(RateLimits.CheckIns)
            .ProducesProblems("already_checked_in", "rate_limited");
        checkIns.MapGet("/", CalendarAsync)
            .WithName("getCheckIns")
            .WithSummary("Read a month of check-ins and the streak")
            .WithDescription(
                "Before today's check-in the streak is yesterday's; after a gap it is 0.")
            .ProducesProblems("validation_failed");
    }

    private static async Task<Results<Created<CheckInResponse>, ProblemResult>> CheckInAsync(
        ClaimsPrincipal caller, LedgerWriter writer, ReferenceData reference)
    {
        var outcome = await writer.SubmitAsync(new CheckInToday(caller.Id()));
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var done = outcome.Value;
        return TypedResults.Created((string?)null, new CheckInResponse(
            done.On, done.Points.Value, done.StreakDays, done.Ledger.Account.Available.Value));
    }

    /// <param name="month" example="2026-11">Which month; the current one if left out.</param>
    private static async Task<Ok<CheckInCalendarResponse>> CalendarAsync(
        ClaimsPrincipal caller,
        [MinLength(1, ErrorMessage = "must be a month like 2026-11")]
        [RegularExpression(@"^20[0-9]{2}-(0[1-9]|1[0-2])$", ErrorMessage = "must be a month like 2026-11")]
        string? month,
        RewardsDb db,
        ReferenceData reference,
        Clock clock,
        CancellationToken cancellationToken)
    {
        var id = caller.Id();
        var today = reference.Programme.Calendar.DateOf(clock.GetUtcNow());
        var first = month is null
            ? new DateOnly(today.Year, today.Month, 1)
            : DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var next = first.AddMonths(1);
        var dates = await db.CheckInsOf(id, first, next).ToListAsync(cancellationToken);
        var account = await db.Accounts.SingleAsync(account => account.MemberId == id, cancellationToken);
        var streak = new Streak(account.CheckedInOn, account.StreakDays);
        return TypedResults.Ok(new CheckInCalendarResponse(
            first.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            dates,
            streak.DaysOn(today),
            streak.LastOn == today));
    }
}
