using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <param name="AtTheLastSecond">Paid as it expired: also where it is over.</param>
public sealed record PayFakeSessionBody(bool AtTheLastSecond = false);

/// <param name="Events">How what happens is told; left out: as before.</param>
/// <param name="Calls">How calls are answered; left out: as before.</param>
/// <param name="ForSeconds">Of real time; left out: until changed.</param>
public sealed record FakeStripeFaultsBody(
    EventFault? Events = null,
    CallFault? Calls = null,
    [property: Range(1, FakeStripeFaultsBody.LongestSeconds, ErrorMessage = FakeStripeFaultsBody.Seconds)] int? ForSeconds = null)
{
    internal const int LongestSeconds = 86_400;

    internal const string Seconds = "must be from 1 to 86400";
}

/// <param name="Id">The session.</param>
/// <param name="Status">open, complete or expired.</param>
/// <param name="PaymentIntent">Null: nothing was paid.</param>
public sealed record FakeSessionResponse(string Id, string Status, string? PaymentIntent);

/// <param name="PaymentIntent">What was paid.</param>
/// <param name="Session">In which session.</param>
/// <param name="OrderId">For which order.</param>
/// <param name="Amount">In fen.</param>
/// <param name="Status">As Stripe says it.</param>
public sealed record FakePaymentResponse(string PaymentIntent, string Session, string? OrderId, long Amount, string Status);

/// <param name="Id">The refund.</param>
/// <param name="PaymentIntent">Of what was paid.</param>
/// <param name="Amount">In fen.</param>
/// <param name="Status">As Stripe says it.</param>
public sealed record FakeRefundResponse(string Id, string PaymentIntent, long Amount, string Status);

/// <param name="OrderId">Which order's payment.</param>
/// <param name="AmountFen">How much of it; left out: all.</param>
public sealed record FakeDisputeBody(
    [property: StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters")] string OrderId,
    [property: Range(1, 99_999_999, ErrorMessage = "must be from 1 to 99999999")] long? AmountFen = null);

/// <param name="Id">The dispute.</param>
/// <param name="PaymentIntent">Of what was paid.</param>
/// <param name="Amount">In fen.</param>
/// <param name="Status">As Stripe says it.</param>
public sealed record FakeDisputeResponse(string Id, string PaymentIntent, long Amount, string Status);

/// <param name="Payments">All that was paid.</param>
/// <param name="Refunds">All that was given back, also what failed.</param>
/// <param name="Disputes">All that was disputed.</param>
/// <param name="Paid">In fen.</param>
/// <param name="Refunded">In fen, without what failed.</param>
/// <param name="Lost">What lost disputes took, in fen.</param>
/// <param name="Net">In fen.</param>
/// <param name="Untold">How many events are still to be told.</param>
public sealed record FakeBooksResponse(
    IReadOnlyList<FakePaymentResponse> Payments,
    IReadOnlyList<FakeRefundResponse> Refunds,
    IReadOnlyList<FakeDisputeResponse> Disputes,
    long Paid,
    long Refunded,
    long Lost,
    long Net,
    int Untold);

/// <summary>What members, and the world, do at the sandbox's Stripe, as calls.</summary>
internal static class FakeStripeControls
{
    public static void MapFakeStripeControls(this IEndpointRouteBuilder routes)
    {
        var stripe = routes.MapGroup(FakeStripe.Prefix).WithTags("Sandbox").AllowAnonymous();
        stripe.MapPost("/sessions/{id}/pay", async Task<Results<Ok<FakeSessionResponse>, ProblemResult>> (
            string id, PayFakeSessionBody? body, FakeStripe books) => Shown(await books.PayAsync(id, body?.AtTheLastSecond ?? false)));
        stripe.MapPost("/sessions/{id}/fail", async Task<Results<Ok<FakeSessionResponse>, ProblemResult>> (
            string id, FakeStripe books) => Shown(await books.FindSessionAsync(id)));
        stripe.MapPost("/sessions/{id}/close", async Task<Results<Ok<FakeSessionResponse>, ProblemResult>> (
            string id, FakeStripe books) => Shown((await books.EndAsync(id)).Session));
        stripe.MapGet("/payments", ListAsync);
        stripe.MapPost("/refunds/{id}/fail", FailAsync);
        stripe.MapPost("/disputes", DisputeAsync);
        stripe.MapPost("/disputes/{id}/win", async Task<Results<Ok<FakeDisputeResponse>, ProblemResult>> (
            string id, FakeStripe books) => Shown(await books.CloseDisputeAsync(id, FakeDispute.Won)));
        stripe.MapPost("/disputes/{id}/lose", async Task<Results<Ok<FakeDisputeResponse>, ProblemResult>> (
            string id, FakeStripe books) => Shown(await books.CloseDisputeAsync(id, FakeDispute.Lost)));
        stripe.MapPost("/faults", Fail);
    }

    private static async Task<Results<Ok<FakeDisputeResponse>, ProblemResult>> DisputeAsync(FakeDisputeBody body, FakeStripe books) =>
        Shown(await books.DisputeAsync(body.OrderId, body.AmountFen));

    private static Results<Ok<FakeDisputeResponse>, ProblemResult> Shown(FakeDispute? dispute) => dispute is null
        ? new ProblemResult(Problem.NotFound)
        : TypedResults.Ok(Of(dispute));

    private static FakeDisputeResponse Of(FakeDispute dispute) =>
        new(dispute.Id, dispute.PaymentIntent, dispute.Amount, dispute.Status);

    private static Results<Ok<FakeSessionResponse>, ProblemResult> Shown(FakeSession? session) => session is null
        ? new ProblemResult(Problem.NotFound)
        : TypedResults.Ok(new FakeSessionResponse(session.Id, session.Status, session.PaymentIntent));

    private static async Task<Ok<FakeBooksResponse>> ListAsync(FakeStripe books, FakeStripeEvents events)
    {
        var paid = (await books.SessionsAsync()).Where(session => session.PaymentIntent is not null).ToList();
        var refunds = await books.RefundsAsync();
        var disputes = await books.DisputesAsync();
        var lost = disputes.Where(dispute => dispute.Status == FakeDispute.Lost).Sum(dispute => dispute.Amount);
        var (sum, back) = (paid.Sum(session => session.Amount), refunds.Where(refund => refund.Status != FakeRefund.Failed).Sum(refund => refund.Amount));
        return TypedResults.Ok(new FakeBooksResponse(
            paid.ConvertAll(session =>
                new FakePaymentResponse(session.PaymentIntent!, session.Id, session.Order, session.Amount, "succeeded")),
            refunds.ConvertAll(refund => new FakeRefundResponse(refund.Id, refund.PaymentIntent, refund.Amount, refund.Status)),
            disputes.ConvertAll(Of),
            sum,
            back,
            lost,
            sum - back - lost,
            events.Untold));
    }

    private static async Task<Results<Ok<FakeRefundResponse>, ProblemResult>> FailAsync(string id, FakeStripe books) =>
        await books.FailRefundAsync(id) is { } refund
            ? TypedResults.Ok(new FakeRefundResponse(refund.Id, refund.PaymentIntent, refund.Amount, refund.Status))
            : new ProblemResult(Problem.NotFound);

    private static NoContent Fail(FakeStripeFaultsBody body, FakeStripe books, FakeStripeEvents events)
    {
        TimeSpan? lasts = body.ForSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        if (body.Events is { } told)
        {
            events.Fail(told, lasts);
        }

        if (body.Calls is { } answered)
        {
            books.Fail(answered, lasts);
        }

        return TypedResults.NoContent();
    }
}
