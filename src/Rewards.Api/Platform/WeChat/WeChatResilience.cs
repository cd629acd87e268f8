using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Rewards.Api.Platform.Http;

namespace Rewards.Api.Platform.WeChat;

/// <summary>How WeChat is called when it is slow or unwell: a member waits five seconds at most.</summary>
internal static class WeChatResilience
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static void AddWeChat(this IServiceCollection services)
    {
        var client = services.AddHttpClient<WeChatClient>().RemoveAllLoggers();
        client.AddResilienceHandler("wechat", (pipeline, context) =>
            Configure(pipeline, context.ServiceProvider.GetRequiredService<IOptions<RateLimitOptions>>().Value));

        // The handler leaves the client without a limit of its own; this one is the last word.
        client.ConfigureHttpClient(http => http.Timeout = LongestWait);
    }

    private static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, RateLimitOptions limits)
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
        if (limits.Enabled)
        {
            // Counts each attempt. What it turns away looks like WeChat being away: no caller caused it alone.
            pipeline.AddRateLimiter(
                new TokenBucketRateLimiter(RateLimitOptions.Bucket(limits.WeChatCallsPerMinute)));
        }

        pipeline.AddTimeout(TimeSpan.FromSeconds(3));
    }

    private static bool IsNotDone(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException || (int?)outcome.Result?.StatusCode >= 500;
}
