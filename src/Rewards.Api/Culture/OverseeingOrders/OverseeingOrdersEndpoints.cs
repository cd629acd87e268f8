using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.OverseeingOrders;

/// <param name="Reason" example="设备故障">What the member reads, 1 to 200 characters.</param>
/// <param name="TicketIds">Which; left out: all that were not used.</param>
public sealed record CallOffBody(
    [property: Text(SlotRow.LongestReason)] string Reason,
    [property: Length(1, TicketLimits.MostPerOrder, ErrorMessage = "must have 1 to 10 ids")]
    IReadOnlyList<string>? TicketIds = null);

/// <summary>Merchants look at what members ordered of theirs, operators at all of it, and both can give it back.</summary>
internal static class OverseeingOrdersEndpoints
{
    private const string Tag = "Overseeing orders";

    private static readonly string[] Refusals = ["validation_failed", "not_found", "order_disputed", "ticket_not_valid"];

    public static void AddOverseeingOrders(this IServiceCollection services)
    {
        services.AddScoped<SoldOrders>();
        services.AddScoped<SoldOrderViews>();
    }

    public static void MapOverseeingOrders(this IEndpointRouteBuilder routes)
    {
        var merchant = routes.MapMerchantGroup("/v1/merchant/orders", Tag).RequireRateLimiting(RateLimits.Merchant);
        merchant.MapGet("/", ListAsync)
            .WithName("listSoldOrders")
            .WithSummary("List what members ordered of the merchant's offers, newest first")
            .WithDescription("With their tickets, as they stand now, and whose they are, masked as at the door.")
            .RequireScope(Scopes.Offers)
            .ProducesProblems("validation_failed", "cursor_invalid");
        merchant.MapPost("/{id}/cancel", CallOffAsync)
            .WithName("cancelSoldOrder")
            .WithSummary("Cancel a member's order, or some of its tickets, with a reason that the member reads")
            .WithDescription(
                "At any time: points and money of what was not used go back in full. Another merchant's is 404, like none at all.")
            .WithExample(new { Reason = "设备故障" })
            .Produces<SoldOrder>()
            .RequireScope(Scopes.Offers)
            .RequireIdempotencyKey()
            .ProducesProblems(Refusals);
        MapReviewing(routes.MapOperatorGroup("/v1/operator/orders", Tag));
    }

    private static void MapReviewing(RouteGroupBuilder orders)
    {
        orders.MapGet("/", ReviewAsync)
            .WithName("reviewOrders")
            .WithSummary("Find orders by member, merchant, offer, slot, status or period, newest first")
            .WithDescription("As their merchant reads them, with who ordered.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        orders.MapPost("/{id}/cancel", CallOffAnyAsync)
            .WithName("cancelAnyOrder")
            .WithSummary("Cancel an order, or some of its tickets, for its merchant, with a reason that the member reads")
            .WithDescription("At any time: points and money of what was not used go back in full.")
            .WithExample(new { Reason = "商户停业" })
            .Produces<ReviewedOrder>()
            .RequireRole(Policies.OperatorActs)
            .RequireIdempotencyKey()
            .ProducesProblems(Refusals);
    }

    private static async Task<Ok<Page<SoldOrder>>> ListAsync(
        [AsParameters] SoldOrderFilter filter,
        ClaimsPrincipal caller,
        PageRequest page,
        ReferenceData reference,
        SoldOrders orders,
        SoldOrderViews views,
        CancellationToken cancellationToken)
    {
        var wanted = filter.Of(caller.Id(), reference.Programme.Calendar);
        var cut = page.Of(await orders.ReadAsync(wanted, page, cancellationToken), row => row, row => row.Id);
        return TypedResults.Ok(new Page<SoldOrder>(await views.ShowAsync(cut.Data, cancellationToken), cut.NextCursor));
    }

    private static async Task<Ok<Page<ReviewedOrder>>> ReviewAsync(
        [AsParameters] ReviewedOrderFilter filter,
        PageRequest page,
        ReferenceData reference,
        SoldOrders orders,
        SoldOrderViews views,
        CancellationToken cancellationToken)
    {
        var wanted = filter.Of(reference.Programme.Calendar);
        var cut = page.Of(await orders.ReadAsync(wanted, page, cancellationToken), row => row, row => row.Id);
        return TypedResults.Ok(new Page<ReviewedOrder>(await views.ReviewAsync(cut.Data, cancellationToken), cut.NextCursor));
    }

    /// <param name="id" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
    private static Task<StoredAnswer> CallOffAsync(
        string id, CallOffBody body, [AsParameters] CallOffAct act, CancellationToken cancellationToken) =>
        act.DoAsync(new CallingOff(act.Caller.Actor(), id, body), act.Caller.Id(), cancellationToken);

    /// <param name="id" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
    private static Task<StoredAnswer> CallOffAnyAsync(
        string id, CallOffBody body, [AsParameters] CallOffAct act, CancellationToken cancellationToken) =>
        act.DoAsync(new CallingOff(act.Caller.Actor(), id, body) { IsByOperator = true }, null, cancellationToken);
}

/// <summary>What calling an order off needs, whoever does it.</summary>
internal sealed record CallOffAct(
    ClaimsPrincipal Caller, KeyedRequest Request, SoldOrders Orders, SoldOrderViews Views, LedgerWriter Writer, JobRunner Jobs)
{
    /// <param name="wanted">As sent.</param>
    /// <param name="merchantId">Whose offer it has to be of; null: anybody's.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<StoredAnswer> DoAsync(CallingOff wanted, string? merchantId, CancellationToken cancellationToken)
    {
        if (await Orders.FindAsync(wanted.OrderId, merchantId, cancellationToken) is { } order)
        {
            wanted = wanted with
            {
                MemberId = order.MemberId,
                Beside = (await Views.ReadAsync([order], cancellationToken))[0],
            };
        }

        var callOff = new CallOffOrder(wanted, Views, Request);
        var answer = await Writer.SubmitAsync(callOff);
        Jobs.SendCash(callOff.GivesCashBack);
        return answer;
    }
}
