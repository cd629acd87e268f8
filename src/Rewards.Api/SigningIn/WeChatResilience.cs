using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Rewards.Api.SigningIn;

/// <summary>How WeChat is called when it is slow or unwell: a member waits five seconds at most.</summary>
internal static class WeChatResilience
{
    public static void AddWeChat(this IServiceCollection services)
    {
        services.AddHttpClient<WeChatClient>(http => http.Timeout = TimeSpan.FromSeconds(5))
            .RemoveAllLoggers()
            .AddStandardResilienceHandler(Configure);
    }

    private static void Configure(HttpStandardResilienceOptions options)
    {
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(5);
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(3);
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
        options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(5);
        options.Retry.MaxRetryAttempts = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);

        // Not after a time-out: WeChat may have taken the code already, and no code works twice.
        options.Retry.ShouldHandle = attempt => ValueTask.FromResult(IsNotDone(attempt.Outcome));
    }

    private static bool IsNotDone(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException || (int?)outcome.Result?.StatusCode >= 500;
}
