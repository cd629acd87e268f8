using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Platform.Paying.Stripe;

/// <summary>How Stripe is called when it is slow or unwell.</summary>
internal static class StripeServices
{
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EachTry = TimeSpan.FromSeconds(6);

    public static void AddStripe(this IServiceCollection services)
    {
        services.AddSection<StripeOptions>(StripeOptions.Section);
        services.AddSingleton<IValidateOptions<StripeOptions>, StripeRules>();
        services.AddSingleton<OnlinePayments>();
        services.AddSingleton<IPaymentEvents, StripeEvents>();
        var client = services.AddHttpClient<IPaymentProvider, StripePayments>().RemoveAllLoggers();
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = ToConnect });
        client.AddResilienceHandler("stripe", pipeline =>
        {
            // Real time: the service's own clock stands still in tests. Nothing is repeated here: the SDK does.
            pipeline.TimeProvider = TimeProvider.System;
            pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                SamplingDuration = TimeSpan.FromSeconds(20),
                BreakDuration = TimeSpan.FromSeconds(5),
            });
        });

        client.ConfigureHttpClient(http => http.Timeout = EachTry);
    }
}
