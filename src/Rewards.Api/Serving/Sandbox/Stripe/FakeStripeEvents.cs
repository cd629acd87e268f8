using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Rewards.Api.Platform;
using Stripe;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>
/// Tells the service what happened at the sandbox's Stripe, signed, over HTTP like Stripe itself; tries again where that
/// fails, and fails on request.
/// </summary>
internal sealed partial class FakeStripeEvents(
    FakeStripeListeners listeners, IHttpClientFactory clients, Clock clock, ILogger<FakeStripeEvents> logger)
    : BackgroundService
{
    public const string ClientName = "sandbox-stripe-events";

    private const int IdBytes = 12;
    private const int MostTries = 5;

    private static readonly TimeSpan Delayed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>();
    private (EventFault Kind, DateTimeOffset Until) fault = (EventFault.Normal, DateTimeOffset.MaxValue);
    private string? heldBack;
    private int untold;

    /// <summary>How many events are left to tell.</summary>
    public int Untold => Volatile.Read(ref untold);

    public EventFault Fault => TimeProvider.System.GetUtcNow() < fault.Until ? fault.Kind : EventFault.Normal;

    public void Fail(EventFault kind, TimeSpan? lasts) => fault = (kind, FakeStripe.EndOf(lasts));

    /// <param name="type">As Stripe calls it.</param>
    /// <param name="id">Of what it happened to.</param>
    /// <param name="what">As it is now.</param>
    public void Tell(string type, string id, JsonObject what)
    {
        var body = new JsonObject
        {
            ["id"] = "evt_" + RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true),
            ["object"] = "event",
            ["type"] = type,
            ["api_version"] = StripeConfiguration.ApiVersion,
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["livemode"] = false,
            ["data"] = new JsonObject { ["object"] = what },
        }.ToJsonString();
        switch (Fault)
        {
            case EventFault.Drop:
                break;
            case EventFault.Duplicate:
                Queue(body);
                Queue(body);
                break;
            case EventFault.Reorder when Interlocked.CompareExchange(ref heldBack, body, null) is null:
                break;
            default:
                Queue(body);
                if (Interlocked.Exchange(ref heldBack, null) is { } earlier)
                {
                    Queue(earlier);
                }

                break;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var body in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (Fault == EventFault.Delay)
            {
                await Task.Delay(Delayed, stoppingToken);
            }

            await SendAsync(body, stoppingToken);
            Interlocked.Decrement(ref untold);
        }
    }

    private void Queue(string body)
    {
        Interlocked.Increment(ref untold);
        waiting.Writer.TryWrite(body);
    }

    private async Task SendAsync(string body, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Post, new Uri(listeners.Next(), "/v1/webhooks/stripe"))
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                };
                request.Headers.Add(
                    "Stripe-Signature",
                    EventUtility.GenerateSignatureHeader(body, FakeStripe.WebhookSecret, clock.GetUtcNow().ToUnixTimeSeconds()));
                using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens at this moment: again.
            }

            await Task.Delay(BetweenTries, cancellationToken);
        }

        NotTaken(logger, MostTries);
    }

    [LoggerMessage(EventId = 1070, Level = LogLevel.Warning, Message = "The sandbox's Stripe told of something {Tries} times, and nobody took it.")]
    private static partial void NotTaken(ILogger logger, int tries);
}
