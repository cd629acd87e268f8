using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Paying;

/// <summary>Members pay the cash of their orders, and the provider tells what became of it.</summary>
internal static class PayingEndpoints
{
    private const int LongestBody = 256 * 1024;

    public static void AddPaying(this IServiceCollection services)
    {
        services.AddTransient<PaymentDesk>();
        services.AddTransient<PaymentBooks>();
        services.AddSingleton<Job, SettlePaymentsJob>();
        services.AddSingleton<Job, ReconcilePaymentsJob>();
    }

    public static void MapPaying(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapMemberGroup("/v1/member/orders", "Ordering");
        orders.MapPost("/{id}/pay", PayAsync)
            .WithName("payOrder")
            .WithSummary("Begin to pay an order's cash")
            .WithDescription(
                "Answers where to send the member. The page that is open is given again; what became of it the order says. "
                + "An empty body is `{}`. 503: the provider does not answer; the same request again, with its key, goes on.")
            .WithExample(new { })
            .Produces<PaymentResponse>()
            .RequireRateLimiting(RateLimits.Orders)
            .RequireIdempotencyKey()
            .ProducesProblems("not_found", "order_not_payable", "payment_closed", "payment_unavailable_now");
        routes.MapPost("/v1/webhooks/stripe", HearAsync)
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimit(LongestBody));
    }

    /// <param name="id" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order's id.</param>
    private static async Task<IResult> PayAsync(
        string id,
        EmptyBody? body,
        ClaimsPrincipal caller,
        HttpContext context,
        KeyedRequest request,
        PaymentDesk desk,
        RewardsDb db,
        CancellationToken cancellationToken)
    {
        _ = body;
        var member = caller.Id();
        var title = await db.Orders.Where(order => order.MemberId == member && order.Id == id)
            .Select(order => order.Title)
            .FirstOrDefaultAsync(cancellationToken);
        try
        {
            return await desk.StartAsync(new PayingRows(member, id), (title ?? "", ProblemReader.Of(context).ReadsChinese ? "zh" : "en"), request, cancellationToken);
        }
        catch (PaymentProviderException)
        {
            return new ProblemResult(Problem.Of("payment_unavailable_now", "The payment provider does not answer: try again."));
        }
    }

    private static async Task<IResult> HearAsync(
        HttpContext context, IPaymentEvents events, LedgerWriter writer, JobRunner jobs, Clock clock)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (events.Read(body, context.Request.Headers) is not { } told)
        {
            return new ProblemResult(Problem.Invalid("body", "must be an event of this API version and mode, signed within 5 minutes"));
        }

        if (told.IsMeant)
        {
            var now = clock.GetUtcNow();
            await writer.RunAsync(db =>
            {
                if (!db.PaymentEvents.Any(row => row.Key == told.Id))
                {
                    db.PaymentEvents.Add(new PaymentEventRow { Key = told.Id, Type = told.Type, ObjectId = told.ObjectId, ReceivedAt = now });
                }

                return true;
            });
            jobs.Wake(CashBack.SentBy);
        }

        return Results.NoContent();
    }

    private sealed record RequestSizeLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
