using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Platform.Paying.Stripe;

/// <summary>What can't be meant of an account at Stripe.</summary>
internal sealed class StripeRules(SandboxMode sandbox, IHostEnvironment environment) : IValidateOptions<StripeOptions>
{
    private const string Key = "Stripe:SecretKey: ";

    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        string[] mistakes = [.. AboutKey(options), .. AboutSecrets(options), .. AboutAddress(options)];
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> AboutKey(StripeOptions options) => options switch
    {
        { IsSet: true, IsLive: false, IsTest: false } =>
            [Key + "is no secret key: it begins with sk_live_, or with sk_test_ to try things out."],
        { IsLive: true } when sandbox.IsOn =>
            [Key + "is a live key, and this is the sandbox: its members' money is not real."],
        { IsTest: true, AllowTestKey: false } when environment.IsProduction() =>
            [Key + "is a test key: nobody would pay anything. Set Stripe:AllowTestKey where that is meant."],
        _ => [],
    };

    private static IEnumerable<string> AboutSecrets(StripeOptions options)
    {
        if (options.IsSet && string.IsNullOrEmpty(options.WebhookSecret))
        {
            yield return "Stripe:WebhookSecret: is missing: the endpoint's signing secret, from Stripe's dashboard.";
        }

        foreach (var (name, secret) in new[]
        {
            (nameof(options.WebhookSecret), options.WebhookSecret),
            (nameof(options.PreviousWebhookSecret), options.PreviousWebhookSecret),
        })
        {
            if (!string.IsNullOrEmpty(secret) && !secret.StartsWith("whsec_", StringComparison.Ordinal))
            {
                yield return $"Stripe:{name}: is no signing secret: it begins with whsec_.";
            }
        }
    }

    private IEnumerable<string> AboutAddress(StripeOptions options)
    {
        if (!sandbox.IsOn && options.ApiBase is not { IsAbsoluteUri: true, Scheme: "https" })
        {
            yield return "Stripe:ApiBase: must begin with https:// outside the sandbox: the secret key travels there.";
        }
    }
}
