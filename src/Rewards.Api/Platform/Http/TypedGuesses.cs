using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// Limits guesses at typed codes: each key's, and all keys' together. Ten digits can be guessed, as long random
/// secrets can't: so each counts before the database is asked, whatever goes on beside it, a right one is taken off
/// again, and from the limit on right ones wait too.
/// </summary>
public sealed class TypedGuesses(IOptions<RateLimitOptions> limits)
{
    private readonly ConcurrentDictionary<string, Allowance> byKey = [];
    private readonly Allowance ofAll = new();

    /// <summary>Before the database is asked.</summary>
    /// <param name="context">Whose request it is in.</param>
    /// <param name="key">The merchant's key.</param>
    /// <returns>
    /// Null: ask. Or <c>rate_limited</c>; when to try again is in the answer's headers then.
    /// </returns>
    public Refusal? Take(HttpContext context, string key)
    {
        if (!limits.Value.Enabled)
        {
            return null;
        }

        // What one key may not is not taken from the others.
        var own = byKey.GetOrAdd(key, _ => new Allowance());
        var wait = own.Take(limits.Value.GuessesPerMinute);
        if (wait is null && (wait = ofAll.Take(limits.Value.TypedCodeGuessesPerMinute)) is not null)
        {
            own.GiveBack();
        }

        if (wait is not { } left)
        {
            return null;
        }

        RateLimits.TellWhen(context, left);
        return Guesses.TooMany;
    }

    /// <summary>It was right: no guess.</summary>
    public void GiveBack(string key)
    {
        if (limits.Value.Enabled && byKey.TryGetValue(key, out var own))
        {
            own.GiveBack();
            ofAll.GiveBack();
        }
    }

    /// <summary>So many in the minute that the first of them begins.</summary>
    private sealed class Allowance
    {
        private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

        private readonly Lock gate = new();
        private long began;
        private int taken;

        /// <returns>Null: taken. Or how long to wait.</returns>
        public TimeSpan? Take(int most)
        {
            lock (gate)
            {
                // Not the service's clock, which the sandbox moves.
                if (taken == 0 || TimeProvider.System.GetElapsedTime(began) >= Minute)
                {
                    (began, taken) = (TimeProvider.System.GetTimestamp(), 0);
                }

                if (taken >= most)
                {
                    return Minute - TimeProvider.System.GetElapsedTime(began);
                }

                taken++;
                return null;
            }
        }

        public void GiveBack()
        {
            lock (gate)
            {
                taken = Math.Max(0, taken - 1);
            }
        }
    }
}
