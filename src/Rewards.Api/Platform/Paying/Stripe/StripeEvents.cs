using System.Text.Json;
using Microsoft.Extensions.Options;
using Stripe;

namespace Rewards.Api.Platform.Paying.Stripe;

/// <summary>Stripe's webhooks: signed with the current or the previous secret, five minutes old at most.</summary>
internal sealed partial class StripeEvents(IOptions<StripeOptions> options, Clock clock, ILogger<StripeEvents> logger) : IPaymentEvents
{
    private const string Signature = "Stripe-Signature";
    private const long Tolerance = 300;

    private static readonly string[] Meant =
    [
        "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
        "checkout.session.expired", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    ];

    public PaymentTold? Read(string body, IHeaderDictionary headers) => new[] { options.Value.WebhookSecret, options.Value.PreviousWebhookSecret }
        .Where(secret => !string.IsNullOrEmpty(secret))
        .Select(secret => Read(body, headers[Signature].ToString(), secret!))
        .FirstOrDefault(told => told is not null);

    /// <summary>The SDK throws in more ways than one where something is wrong with signature or body.</summary>
    private PaymentTold? Read(string body, string signature, string secret)
    {
        try
        {
            EventUtility.ValidateSignature(body, signature, secret, Tolerance, clock.GetUtcNow().ToUnixTimeSeconds());
            using var json = JsonDocument.Parse(body);
            var told = json.RootElement;
            var (id, type) = (told.GetProperty("id").GetString()!, told.GetProperty("type").GetString()!);
            var version = told.GetProperty("api_version").GetString();
            if (TrainOf(version) != TrainOf(StripeConfiguration.ApiVersion) || told.GetProperty("livemode").GetBoolean() != options.Value.IsLive)
            {
                OfAnother(logger, id, version, StripeConfiguration.ApiVersion);
                return null;
            }

            return new PaymentTold(
                id,
                type,
                told.GetProperty("data").GetProperty("object").GetProperty("id").GetString()!,
                Meant.Contains(type));
        }
        catch (Exception bad) when (bad is StripeException or JsonException or KeyNotFoundException or InvalidOperationException
            or OverflowException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What comes after the date: versions of one train are compatible.</summary>
    private static string? TrainOf(string? version) => version?.Split('.') is [_, var train] ? train : null;

    [LoggerMessage(EventId = 1083, Level = LogLevel.Critical, Message = "Stripe's event {Event} is of API version {Version} or of the other mode; this service speaks {Own}. Set the endpoint's version in Stripe's dashboard.")]
    private static partial void OfAnother(ILogger logger, string @event, string? version, string own);
}
