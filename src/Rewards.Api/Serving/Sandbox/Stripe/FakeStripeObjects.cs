using System.Text.Json.Nodes;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>A session as the sandbox's Stripe keeps it.</summary>
/// <param name="Id"><c>cs_test_…</c>.</param>
/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="Currency">Lower case.</param>
/// <param name="Title">What is paid for.</param>
/// <param name="Order">Our order, as it was said.</param>
/// <param name="Metadata">As it was said.</param>
/// <param name="Paid">Where the browser goes back to.</param>
/// <param name="Left">The same, without having paid.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="ExpiresAt">Unix seconds.</param>
internal sealed record FakeSession(
    string Id,
    long Amount,
    string Currency,
    string Title,
    string? Order,
    Dictionary<string, string> Metadata,
    string? Paid,
    string? Left,
    long Created,
    long ExpiresAt)
{
    public const string Prefix = "cs_test_";
    public const string Open = "open";
    public const string Complete = "complete";
    public const string Expired = "expired";

    /// <summary>Stripe says who paid; nobody but the payer and Stripe has to know.</summary>
    public const string Payer = "Sandbox Payer";
    public const string PayerAddress = "payer@sandbox.invalid";

    private const string PaymentPrefix = "pi_";

    public string Status { get; init; } = Open;

    /// <summary>Null: nothing was paid.</summary>
    public string? PaymentIntent { get; init; }

    /// <summary>What of it went back.</summary>
    public long Refunded { get; init; }

    /// <summary>As it is at an instant: what was not paid in its time is over.</summary>
    public FakeSession At(DateTimeOffset now) =>
        Status == Open && now.ToUnixTimeSeconds() >= ExpiresAt ? this with { Status = Expired } : this;

    public FakeSession Pay() => this with { Status = Complete, PaymentIntent = PaymentPrefix + Id[Prefix.Length..] };

    /// <summary>In which that was paid.</summary>
    public static string IdOf(string paymentIntent) =>
        paymentIntent.StartsWith(PaymentPrefix, StringComparison.Ordinal) ? Prefix + paymentIntent[PaymentPrefix.Length..] : "";

    /// <param name="address">Of the service, as its caller knows it.</param>
    public JsonObject ToJson(string address) => new()
    {
        ["id"] = Id,
        ["object"] = "checkout.session",
        ["mode"] = "payment",
        ["status"] = Status,
        ["payment_status"] = PaymentIntent is null ? "unpaid" : "paid",
        ["amount_subtotal"] = Amount,
        ["amount_total"] = Amount,
        ["currency"] = Currency,
        ["livemode"] = false,
        ["client_reference_id"] = Order,
        ["metadata"] = new JsonObject(Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["payment_intent"] = PaymentIntent,
        ["customer_details"] = PaymentIntent is null ? null : new JsonObject { ["name"] = Payer, ["email"] = PayerAddress },
        ["created"] = Created,
        ["expires_at"] = ExpiresAt,
        ["success_url"] = Paid,
        ["cancel_url"] = Left,
        ["url"] = Status == Open ? $"{address}{FakeStripe.Prefix}/pay/{Id}" : null,
    };
}

/// <summary>A refund as the sandbox's Stripe keeps it.</summary>
/// <param name="Id"><c>re_…</c>.</param>
/// <param name="PaymentIntent">Of what was paid.</param>
/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="Reason">As it was said.</param>
/// <param name="Metadata">As it was said.</param>
/// <param name="Created">Unix seconds.</param>
internal sealed record FakeRefund(
    string Id, string PaymentIntent, long Amount, string? Reason, Dictionary<string, string> Metadata, long Created)
{
    public const string Failed = "failed";

    public string Status { get; init; } = "succeeded";

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "refund",
        ["status"] = Status,
        ["amount"] = Amount,
        ["currency"] = "cny",
        ["payment_intent"] = PaymentIntent,
        ["reason"] = Reason,
        ["metadata"] = new JsonObject(Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["created"] = Created,
    };
}

/// <summary>Who paid told their bank that they did not want to.</summary>
/// <param name="Id"><c>dp_…</c>.</param>
/// <param name="PaymentIntent">Of what was paid.</param>
/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="Created">Unix seconds.</param>
internal sealed record FakeDispute(string Id, string PaymentIntent, long Amount, long Created)
{
    public const string Won = "won";
    public const string Lost = "lost";

    public string Status { get; init; } = "needs_response";

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "dispute",
        ["status"] = Status,
        ["amount"] = Amount,
        ["currency"] = "cny",
        ["payment_intent"] = PaymentIntent,
        ["reason"] = "fraudulent",
        ["livemode"] = false,
        ["created"] = Created,
    };
}

/// <summary>What was answered to a request with an idempotency key: the same again, for a day.</summary>
/// <param name="Request">Path and parameters.</param>
/// <param name="Status">HTTP.</param>
/// <param name="Body">JSON.</param>
internal sealed record FakeAnswer(string Request, int Status, string Body);
