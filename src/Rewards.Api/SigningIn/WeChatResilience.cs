using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Rewards.Api.SigningIn;

/// <summary>How WeChat is called when it is slow or unwell: a member waits five seconds at most.</summary>
internal static class WeChatResilience
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static void AddWeChat(this IServiceCollection services)
    {
        var client = services.AddHttpClient<WeChatClient>().RemoveAllLoggers();
        client.AddResilienceHandler("wechat", Configure);

        // The handler leaves the client without a limit of its own; this one is the last word.
        client.ConfigureHttpClient(http => http.Timeout = LongestWait);
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        // Real time: the service's own clock stands still in tests.
        pipeline.TimeProvider = TimeProvider.System;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.FromMilliseconds(200),

            // Not after a time-out: WeChat may have taken the code already, and no code works twice.
            ShouldHandle = attempt => ValueTask.FromResult(IsNotDone(attempt.Outcome)),
        });
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = LongestWait,
        });
        pipeline.AddTimeout(TimeSpan.FromSeconds(3));
    }

    private static bool IsNotDone(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException || (int?)outcome.Result?.StatusCode >= 500;
}
