using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Domain.Admitting;

namespace Rewards.Api.Culture.Admitting;

/// <summary>At the door or counter: who shows what, who comes in, who came without an order.</summary>
internal static class AdmittingEndpoints
{
    private const string Tag = "At the door";

    private static readonly string[] OneTicket = ["tkt_01m6a6ft00e8cr5n3j7k2q9w4x"];

    private static readonly string[] Refusals =
    [
        "not_found", "member_code_used", "member_code_expired", "ticket_cancelled", "order_unpaid", "order_disputed", "wrong_venue",
        "wrong_slot", "too_early", "too_late", "ticket_used", "slot_cancelled", "redemption_not_held", "rate_limited",
    ];

    public static void AddAdmitting(this IServiceCollection services)
    {
        services.AddScoped<LookUp>();
        services.AddScoped<DoorTargets>();
        services.AddScoped<AdmissionReader>();
        services.AddScoped<DoorReader>();
    }

    public static void MapAdmitting(this IEndpointRouteBuilder routes)
    {
        var admissions = routes.MapMerchantGroup("/v1/admissions", Tag).RequireRateLimiting(RateLimits.Merchant);
        admissions.MapPost("/lookup", LookUpAsync)
            .WithName("lookUpTickets")
            .WithSummary("Find the tickets that fit what is shown")
            .WithDescription(
                "Uses nothing up. `would` says for each ticket what letting in would answer. By a ticket's code that one, "
                + "by a member code the member's tickets with this merchant.")
            .WithExample(new { Scanned = "TKT:7KQ4M2XP" })
            .RequireScope(Scopes.Admit)
            .ProducesProblems("not_found", "member_code_used", "member_code_expired", "rate_limited");
        admissions.MapPost("/", AdmitAsync)
            .WithName("admitTickets")
            .WithSummary("Let in with tickets of one order")
            .WithDescription("All that are named, or none. A missed ticket still lets in until its slot ends.")
            .WithExample(new { TicketIds = OneTicket, Scanned = "TKT:7KQ4M2XP" })
            .Produces<AdmissionResponse>(StatusCodes.Status201Created)
            .RequireScope(Scopes.Admit)
            .RequireIdempotencyKey()
            .ProducesProblems(Refusals);
        admissions.MapPost("/{ticket_id}/undo", UndoAsync)
            .WithName("undoAdmission")
            .WithSummary("Take back what a ticket was used for by mistake")
            .WithDescription(
                "Within 10 minutes. The ticket can be used again; where its slot was cancelled it goes back in full. An empty "
                + "body is `{}`.")
            .WithExample(new { })
            .Produces<UndoResponse>()
            .RequireScope(Scopes.Admit)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "ticket_not_used", "undo_too_late");
        MapForgiving(routes);
        MapSlots(routes.MapMerchantGroup("/v1/slots", Tag).RequireRateLimiting(RateLimits.Merchant));
    }

    private static void MapSlots(RouteGroupBuilder slots)
    {
        slots.MapPost("/{id}/walk-ins", WalkInAsync)
            .WithName("letInWalkIns")
            .WithSummary("Let people in who have no order")
            .WithDescription(
                "Into places that nobody has; where the offer releases them, after the last admission also into those "
                + "that nobody came for.")
            .WithExample(new WalkInBody(1, 2))
            .Produces<WalkInResponse>(StatusCodes.Status201Created)
            .RequireScope(Scopes.Admit)
            .RequireIdempotencyKey()
            .ProducesProblems(
                "not_found", "slot_cancelled", "too_early", "too_late", "eligibility_required", "no_place_left");
        slots.MapGet("/{id}/door", ShowDoorAsync)
            .WithName("getDoor")
            .WithSummary("Read how a slot stands at its door")
            .WithDescription("Places and people, as they are now.")
            .RequireScope(Scopes.Admit)
            .ProducesProblems("not_found");
    }

    private static void MapForgiving(IEndpointRouteBuilder routes) =>
        routes.MapOperatorGroup("/v1/operator/tickets", Tag).MapPost("/{id}/forgive", ForgiveAsync)
            .WithName("forgiveTicket")
            .WithSummary("Let a missed ticket count no more against its member")
            .WithDescription("Three missed bookings block free ones for a while. The reason stands in the audit.")
            .WithExample(new ForgiveBody("暴雨停运"))
            .Produces<ForgivenResponse>()
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "ticket_not_missed");

    private static async Task<Results<Ok<LookupResponse>, ProblemResult>> LookUpAsync(
        LookupBody body, HttpContext context, LookUp lookUp, CancellationToken cancellationToken)
    {
        var found = await lookUp.FindAsync(body, context, cancellationToken);
        return found.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Ok(found.Value);
    }

    private static async Task<IResult> AdmitAsync(
        AdmissionBody body,
        HttpContext context,
        KeyedRequest request,
        AdmissionReader reader,
        LedgerWriter writer,
        CancellationToken cancellationToken)
    {
        var (wanted, problem) = await reader.ReadAsync(body, context, cancellationToken);
        if (wanted is null)
        {
            return new ProblemResult(problem!);
        }

        var answer = await writer.SubmitAsync(new AdmitOrder(wanted, request));
        reader.TellRight(context, wanted, answer);
        return answer;
    }

    /// <param name="ticketId" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket's id.</param>
    private static async Task<StoredAnswer> UndoAsync(
        [FromRoute(Name = "ticket_id")] string ticketId,
        EmptyBody? body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        DoorTargets targets,
        LedgerWriter writer,
        CancellationToken cancellationToken)
    {
        _ = body;
        var target = await targets.FindAsync(caller.Id(), [ticketId], cancellationToken);
        return await writer.SubmitAsync(new UndoAdmission(caller.Id(), ticketId, target, request));
    }

    /// <param name="id" example="tkt_01m6a6ft00e8cr5n3j7k2q9w4x">The ticket's id.</param>
    private static async Task<StoredAnswer> ForgiveAsync(
        string id,
        ForgiveBody body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        DoorTargets targets,
        LedgerWriter writer,
        CancellationToken cancellationToken)
    {
        var target = await targets.FindAsync(null, [id], cancellationToken);
        return await writer.SubmitAsync(new ForgiveTicket(new Forgiving(caller.Actor(), id, target, body.Reason), request));
    }

    /// <param name="id" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot's id.</param>
    private static async Task<IResult> WalkInAsync(
        string id,
        WalkInBody body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        DoorReader reader,
        LedgerWriter writer,
        CancellationToken cancellationToken)
    {
        var content = await reader.FindContentAsync(caller.Id(), id, cancellationToken);
        if (content is not null && (body.People < body.Places || body.People > (long)body.Places * content.Admits))
        {
            return new ProblemResult(Problem.Invalid(
                "people", $"must be from {body.Places} to {(long)body.Places * content.Admits}"));
        }

        var party = new WalkInParty(body.Places, body.People, body.Eligibility);
        return await writer.SubmitAsync(new LetInWalkIns(new WalkInWanted(caller.Id(), id, party, content), request));
    }

    /// <param name="id" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot's id.</param>
    private static async Task<Results<Ok<DoorResponse>, ProblemResult>> ShowDoorAsync(
        string id, ClaimsPrincipal caller, DoorReader reader, CancellationToken cancellationToken) =>
        await reader.ShowAsync(caller.Id(), id, cancellationToken) is { } door
            ? TypedResults.Ok(door)
            : new ProblemResult(Problem.NotFound);
}
