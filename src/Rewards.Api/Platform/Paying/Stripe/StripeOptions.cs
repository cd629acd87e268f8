using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Platform.Paying.Stripe;

/// <summary>
/// The account at Stripe that takes the cash part of online orders. Configuration section <c>Stripe</c>; without a secret
/// key nothing that costs cash online can be ordered.
/// </summary>
public sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary><c>sk_live_…</c>, or <c>sk_test_…</c> to try things out.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Of the endpoint that Stripe tells what happens: <c>whsec_…</c>.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>The one before, as long as Stripe signs with both.</summary>
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>Where the service calls Stripe.</summary>
    [Required]
    [WebAddress]
    public Uri ApiBase { get; set; } = new("https://api.stripe.com");

    /// <summary>Of those that the account offers, with commas between them; left out: all of these.</summary>
    [RegularExpression("^[a-z_]+(,[a-z_]+)*$", ErrorMessage = "must be names of Stripe's with commas between them: wechat_pay,alipay,card")]
    public string? PaymentMethods { get; set; }

    /// <summary>Whether a test key is meant in Production.</summary>
    public bool AllowTestKey { get; set; }

    /// <summary>Off: no payment is begun, whatever is set; what was begun goes on.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether there is an account.</summary>
    public bool IsSet => SecretKey is { Length: > 0 };

    /// <summary>Whether it is real money.</summary>
    public bool IsLive => SecretKey?.Contains("_live_", StringComparison.Ordinal) == true;

    /// <summary>Whether it only plays.</summary>
    public bool IsTest => SecretKey?.Contains("_test_", StringComparison.Ordinal) == true;
}
