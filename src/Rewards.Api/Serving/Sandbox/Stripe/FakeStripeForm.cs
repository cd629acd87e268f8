using System.Text.RegularExpressions;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>
/// Parameters as Stripe takes them, nested with brackets. What the pinned version of its API does not know is refused, as
/// Stripe does: what was right for an older one is found out here.
/// </summary>
internal sealed partial class FakeStripeForm(IFormCollection form)
{
    /// <summary>Of a new session; <c>*</c> is any name or number.</summary>
    public static IReadOnlyList<string> OfSession { get; } =
    [
        "mode", "client_reference_id", "metadata[*]", "payment_intent_data[metadata][*]", "allowed_payment_method_types[*]",
        "payment_method_options[wechat_pay][client]", "adaptive_pricing[enabled]", "expires_at", "locale", "success_url",
        "cancel_url", "line_items[*][quantity]", "line_items[*][price_data][currency]",
        "line_items[*][price_data][unit_amount]", "line_items[*][price_data][product_data][name]",
    ];

    /// <summary>Of a new refund.</summary>
    public static IReadOnlyList<string> OfRefund { get; } = ["payment_intent", "amount", "reason", "metadata[*]"];

    public string? this[string name] => form.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The first parameter that is not known; null: all are.</summary>
    public string? Unknown(IReadOnlyList<string> known) => form.Keys.FirstOrDefault(key => !known.Any(one => Fits(key, one)));

    public Dictionary<string, string> Metadata() => form
        .Select(pair => (Name: MetadataName().Match(pair.Key), Value: pair.Value.ToString()))
        .Where(pair => pair.Name.Success)
        .ToDictionary(pair => pair.Name.Groups[1].Value, pair => pair.Value);

    /// <summary>The same request has the same text.</summary>
    public override string ToString() =>
        string.Join('&', form.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static bool Fits(string key, string known) =>
        Regex.IsMatch(key, "^" + Regex.Escape(known).Replace(@"\*", @"[A-Za-z0-9_]+", StringComparison.Ordinal) + "$");

    [GeneratedRegex(@"^metadata\[([A-Za-z0-9_]+)\]$")]
    private static partial Regex MetadataName();
}
