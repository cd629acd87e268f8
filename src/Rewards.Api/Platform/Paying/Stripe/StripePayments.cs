using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Polly;
using Rewards.Domain;
using Rewards.Domain.Paying;
using Stripe;
using Stripe.Checkout;

namespace Rewards.Api.Platform.Paying.Stripe;

/// <summary>Stripe Checkout: members pay on Stripe's own page, and no card comes near this service.</summary>
/// <param name="http">With deadlines and a circuit breaker; what is worth repeating the SDK repeats with the same key.</param>
/// <param name="options">The account.</param>
internal sealed class StripePayments(HttpClient http, IOptions<StripeOptions> options) : IPaymentProvider
{
    /// <summary>Under which our own names stand in Stripe's objects.</summary>
    internal const string AttemptKey = "attempt";
    internal const string OrderKey = "order";
    internal const string RefundKey = "refund";
    internal const string TryKey = "try";

    private const int Repeats = 2;

    /// <summary>All repeats included.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly StripeClient client = new(new StripeClientOptions
    {
        ApiKey = options.Value.SecretKey,
        ApiBase = options.Value.ApiBase.AbsoluteUri.TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(http, Repeats, appInfo: null, enableTelemetry: false),
    });

    public Task<SessionStarted> StartAsync(PaymentWish wish, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var session = await client.V1.Checkout.Sessions.CreateAsync(
            Session(wish), KeyOf(wish.Attempt.Id), cancellationToken);
        return new SessionStarted(session.Id, session.Url);
    });

    public Task<SessionReport> LookUpAsync(string sessionId, CancellationToken cancellationToken) => AskAsync(async () =>
        ReportOf(await client.V1.Checkout.Sessions.GetAsync(sessionId, cancellationToken: cancellationToken)));

    public async Task<SessionReport> EndAsync(string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(async () => ReportOf(
                await client.V1.Checkout.Sessions.ExpireAsync(sessionId, cancellationToken: cancellationToken)));
        }
        catch (PaymentRefusedException)
        {
            // It is not open any more: what it is instead counts.
            return await LookUpAsync(sessionId, cancellationToken);
        }
    }

    public Task<RefundReport> RefundAsync(CashRefund refund, string paymentId, CancellationToken cancellationToken) =>
        AskAsync(async () => ReportOf(await client.V1.Refunds.CreateAsync(
            new RefundCreateOptions
            {
                PaymentIntent = paymentId,
                Amount = refund.Amount.Value,
                Reason = refund.Cause == RefundCause.Duplicate ? "duplicate" : "requested_by_customer",
                Metadata = new()
                {
                    [RefundKey] = refund.Id,
                    [TryKey] = refund.Tries.ToString(CultureInfo.InvariantCulture),
                    [OrderKey] = refund.OrderId,
                },
            },
            KeyOf(refund.Key),
            cancellationToken)));

    public Task<RefundReport> LookUpRefundAsync(string refundId, CancellationToken cancellationToken) => AskAsync(async () =>
        ReportOf(await client.V1.Refunds.GetAsync(refundId, cancellationToken: cancellationToken)));

    public Task<DisputeReport> LookUpDisputeAsync(string disputeId, CancellationToken cancellationToken) => AskAsync(async () =>
        ReportOf(await client.V1.Disputes.GetAsync(disputeId, cancellationToken: cancellationToken)));

    public IAsyncEnumerable<SessionReport> ListSessionsAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => AllAsync(
            client.V1.Checkout.Sessions.ListAutoPagingAsync(
                new SessionListOptions { Created = Between(from, until), Limit = 100 }, cancellationToken: cancellationToken),
            ReportOf,
            cancellationToken);

    public IAsyncEnumerable<RefundReport> ListRefundsAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => AllAsync(
            client.V1.Refunds.ListAutoPagingAsync(
                new RefundListOptions { Created = Between(from, until), Limit = 100 }, cancellationToken: cancellationToken),
            ReportOf,
            cancellationToken);

    public IAsyncEnumerable<DisputeReport> ListDisputesAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => AllAsync(
            client.V1.Disputes.ListAutoPagingAsync(
                new DisputeListOptions { Created = Between(from, until), Limit = 100 }, cancellationToken: cancellationToken),
            ReportOf,
            cancellationToken);

    /// <summary>Amounts are fen, which is CNY's smallest unit: never multiplied.</summary>
    private SessionCreateOptions Session(PaymentWish wish) => new()
    {
        Mode = "payment",
        ClientReferenceId = wish.Attempt.OrderId,
        Metadata = Names(wish.Attempt),
        PaymentIntentData = new() { Metadata = Names(wish.Attempt) },
        AllowedPaymentMethodTypes = options.Value.PaymentMethods?.Split(',').ToList(),
        PaymentMethodOptions = new() { WechatPay = new() { Client = "web" } },

        // Else another currency might be paid.
        AdaptivePricing = new() { Enabled = false },
        ExpiresAt = wish.Attempt.ExpiresAt.UtcDateTime,
        Locale = wish.Page.Language,
        SuccessUrl = wish.Page.Paid,
        CancelUrl = wish.Page.Left,
        LineItems =
        [
            new()
            {
                Quantity = 1,
                PriceData = new()
                {
                    Currency = SettlePayment.Currency,
                    UnitAmount = wish.Attempt.Amount.Value,
                    ProductData = new() { Name = wish.Page.Title },
                },
            },
        ],
    };

    private static Dictionary<string, string> Names(PaymentAttempt attempt) =>
        new() { [OrderKey] = attempt.OrderId, [AttemptKey] = attempt.Id };

    private static RequestOptions KeyOf(string key) => new() { IdempotencyKey = key };

    private static DateRangeOptions Between(DateTimeOffset from, DateTimeOffset until) =>
        new() { GreaterThanOrEqual = from.UtcDateTime, LessThan = until.UtcDateTime };

    private static SessionReport ReportOf(Session session) => new(
        session.Id,
        session switch
        {
            { Status: "complete", PaymentStatus: "paid" } => SessionState.Paid,
            { Status: "expired" } => SessionState.Ended,

            // Complete and unpaid is a method that is still at work: neither paid nor ended.
            _ => SessionState.Open,
        },
        new Fen(session.AmountTotal ?? 0),
        session.Currency ?? "",
        session.Livemode,
        session.Metadata?.GetValueOrDefault(OrderKey) ?? session.ClientReferenceId,
        session.Metadata?.GetValueOrDefault(AttemptKey),
        session.PaymentIntentId);

    private static RefundReport ReportOf(Refund refund) => new(
        refund.Id,
        refund.Status switch
        {
            "succeeded" => CashRefundState.Succeeded,
            "failed" or "canceled" => CashRefundState.Failed,
            _ => CashRefundState.Pending,
        },
        new Fen(refund.Amount),
        refund.PaymentIntentId,
        refund.Metadata?.GetValueOrDefault(RefundKey),
        int.TryParse(refund.Metadata?.GetValueOrDefault(TryKey), CultureInfo.InvariantCulture, out var tries) ? tries : 1);

    /// <summary>An inquiry that came to nothing is won: no money was taken.</summary>
    private static DisputeReport ReportOf(Dispute dispute) => new(
        dispute.Id,
        dispute.PaymentIntentId,
        dispute.Status switch
        {
            "won" or "warning_closed" or "prevented" => DisputeState.Won,
            "lost" => DisputeState.Lost,
            _ => DisputeState.Open,
        },
        new Fen(dispute.Amount));

    private static async IAsyncEnumerable<TReport> AllAsync<TEntity, TReport>(
        IAsyncEnumerable<TEntity> pages,
        Func<TEntity, TReport> reportOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var each = pages.GetAsyncEnumerator(cancellationToken);
        while (await AskAsync(async () => await each.MoveNextAsync()))
        {
            yield return reportOf(each.Current);
        }
    }

    /// <summary>An answer below 500 is a decision, but for those that ask to come again; all else is not known.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().WaitAsync(LongestWait);
        }
        catch (StripeException refused) when (IsDecision(refused))
        {
            throw new PaymentRefusedException(refused.StripeError?.Code, refused.Message, refused);
        }
        catch (Exception away) when (away is StripeException or HttpRequestException or IOException or ExecutionRejectedException
            or TimeoutException or OperationCanceledException)
        {
            throw new PaymentProviderException("Stripe did not answer.", away);
        }
    }

    private static bool IsDecision(StripeException exception) =>
        (int)exception.HttpStatusCode is >= 400 and < 500 and not 401 and not 403 and not 409 and not 429;
}
