using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Ordering;

/// <summary>Members order, look at their orders, and give tickets back.</summary>
internal static class OrderingEndpoints
{
    public static void AddOrdering(this IServiceCollection services)
    {
        services.AddScoped<OrderViews>();
        services.AddScoped<OrderReader>();
    }

    public static void MapOrdering(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapMemberGroup("/v1/member/orders", "Ordering");
        orders.MapPost("/", PlaceAsync)
            .WithName("placeOrder")
            .WithSummary("Order tickets of an offer")
            .WithDescription(
                "All or nothing: places, points, and what one person may have. Without `points` as many as the limits "
                + "allow; points are whole for each ticket. What of it is paid online awaits that until pay_until: see `pay`.")
            .WithExample(new { OfferId = Bookmark, Quantity = 1, AcceptVersion = 1 })
            .Produces<OrderResponse>(StatusCodes.Status201Created)
            .RequireRateLimiting(RateLimits.Orders)
            .RequireIdempotencyKey()
            .ProducesProblems(
                "not_found", "offer_changed", "price_changed", "sold_out", "not_open", "booking_closed", "booking_blocked", "person_limit",
                "too_far_ahead", "eligibility_required", "payment_unavailable", "payment_blocked", "below_cash_minimum", "amount_out_of_range",
                "insufficient_points", "cap_exceeded");
        orders.MapGet("/", ListAsync)
            .WithName("listOrders")
            .WithSummary("List the member's orders, newest first")
            .WithDescription("With their tickets, as they stand now.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        orders.MapGet("/{id}", GetAsync)
            .WithName("getOrder")
            .WithSummary("Read an order")
            .WithDescription("With its tickets, as they stand now. Another member's is 404, like none at all.")
            .ProducesProblems("not_found");
        orders.MapGet("/{id}.ics", CalendarAsync)
            .WithName("getOrderCalendar")
            .WithSummary("Read an order as an entry for a calendar")
            .WithDescription("RFC 5545. Goods have no time: 404.")
            .Produces<string>(StatusCodes.Status200OK, OrderCalendar.MediaType)
            .ProducesProblems("not_found");
        orders.MapPost("/{id}/cancel", CancelAsync)
            .WithName("cancelOrder")
            .WithSummary("Cancel an order, or some of its tickets")
            .WithDescription(
                "Points always come back; what it costs is taken from the cash. An empty body is `{}`: all that are valid.")
            .WithExample(new { })
            .Produces<OrderResponse>()
            .RequireRateLimiting(RateLimits.Orders)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "order_disputed", "ticket_not_valid", "cancel_too_late");
    }

    /// <summary>Of the sandbox's samples; points cover it.</summary>
    private const string Bookmark = "ofr_01m6a6ft00e2bmk5prk0yq3v7z";

    private static async Task<IResult> PlaceAsync(
        OrderBody body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        OrderReader reader,
        OrderViews views,
        LedgerWriter writer,
        CancellationToken cancellationToken)
    {
        var wanted = await reader.ReadAsync(caller.Id(), body, cancellationToken);
        var isSlot = body.SlotId is not null;
        return wanted.Offer is { } offer && isSlot != (offer.Row.Kind == OfferKind.Slot)
            ? new ProblemResult(Problem.Invalid("slot_id", isSlot ? "must be left out for goods" : "must name a slot of the offer"))
            : await writer.SubmitAsync(new PlaceOrder(wanted, views, request));
    }

    private static async Task<Ok<Page<OrderResponse>>> ListAsync(
        ClaimsPrincipal caller,
        PageRequest page,
        RewardsDb db,
        OrderViews views,
        CancellationToken cancellationToken)
    {
        var id = caller.Id();
        var rows = await page.NewestFirst(db.Orders.Where(order => order.MemberId == id), order => order.Id)
            .ToListAsync(cancellationToken);
        var cut = page.Of(rows, row => row, row => row.Id);
        return TypedResults.Ok(new Page<OrderResponse>(await views.ShowAsync(cut.Data, cancellationToken), cut.NextCursor));
    }

    /// <param name="id" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
    private static async Task<Results<Ok<OrderResponse>, ProblemResult>> GetAsync(
        string id, ClaimsPrincipal caller, OrderReader reader, CancellationToken cancellationToken) =>
        await reader.ShowAsync(caller.Id(), id, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : new ProblemResult(Problem.NotFound);

    /// <param name="id" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
    private static async Task<Results<ContentHttpResult, ProblemResult>> CalendarAsync(
        string id, ClaimsPrincipal caller, OrderReader reader, Clock clock, CancellationToken cancellationToken) =>
        await reader.ShowAsync(caller.Id(), id, cancellationToken) is { } order
        && OrderCalendar.Of(order, clock.GetUtcNow()) is { } entry
            ? TypedResults.Content(entry, OrderCalendar.MediaType, Encoding.UTF8)
            : new ProblemResult(Problem.NotFound);

    /// <param name="id" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
    private static async Task<StoredAnswer> CancelAsync(
        string id,
        CancelOrderBody? body,
        ClaimsPrincipal caller,
        KeyedRequest request,
        OrderReader reader,
        OrderViews views,
        LedgerWriter writer,
        JobRunner jobs,
        CancellationToken cancellationToken)
    {
        var wanted = await reader.ReadAsync(new OrderCancelling(caller.Id(), id, body?.TicketIds), cancellationToken);
        var cancel = new CancelOrder(wanted, views, request);
        var answer = await writer.SubmitAsync(cancel);
        jobs.SendCash(cancel.GivesCashBack);
        return answer;
    }
}
