using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>What somebody may try to guess.</summary>
public enum Guess
{
    Credential = 1,
    MemberCode = 2,
    WeChatCode = 3,
    TicketCode = 4,
}

/// <summary>
/// Counts wrong secrets where they come from. From the limit on the answer to them is 429, and nothing is written or
/// asked for them. Right ones go on: behind one address there may be a city, and nobody in it shall lock the others
/// out. That is no help to who guesses: these secrets have 96 random bits and more.
/// </summary>
public sealed class Guesses(IOptions<RateLimitOptions> limits) : IDisposable
{
    internal static readonly Refusal TooMany =
        new("rate_limited", "Too many wrong attempts: wait as long as Retry-After says, and look for the cause.");

    private readonly PartitionedRateLimiter<string> wrong = PartitionedRateLimiter.Create<string, string>(source =>
        RateLimitPartition.GetTokenBucketLimiter(
            source, _ => RateLimitOptions.Bucket(limits.Value.GuessesPerMinute)));

    /// <summary>One was wrong.</summary>
    /// <param name="context">Whose request it was in.</param>
    /// <param name="guess">What it was.</param>
    /// <param name="key">The key that was used for it; null for none.</param>
    /// <returns>
    /// Null: say that it is wrong. Or <c>rate_limited</c>; when to try again is in the answer's headers then.
    /// </returns>
    public Refusal? CountWrong(HttpContext context, Guess guess, string? key = null)
    {
        var byAddress = Take(context, $"{guess}/{CallerAddress.NetworkOf(context)}");
        var byKey = key is null ? null : Take(context, $"{guess}/{key}");
        return byAddress ?? byKey;
    }

    /// <summary>For what costs something before it is known to be wrong.</summary>
    /// <returns>Like <see cref="CountWrong"/>.</returns>
    public Refusal? RefuseBefore(HttpContext context, Guess guess)
    {
        var source = $"{guess}/{CallerAddress.NetworkOf(context)}";

        // Not by acquiring none: a part of a token, as it grows back within the second, is enough for that.
        return wrong.GetStatistics(source) is { CurrentAvailablePermits: < 1 } ? Take(context, source) : null;
    }

    public void Dispose() => wrong.Dispose();

    private Refusal? Take(HttpContext context, string source)
    {
        if (!limits.Value.Enabled)
        {
            return null;
        }

        using var lease = wrong.AttemptAcquire(source);
        if (lease.IsAcquired)
        {
            return null;
        }

        RateLimits.TellWhen(context, lease);
        return TooMany;
    }
}
