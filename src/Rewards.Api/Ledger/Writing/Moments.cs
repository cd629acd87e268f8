using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>The service's clock, and the rules that are in force by it: what every decision starts from.</summary>
public sealed class Moments(Clock clock, ReferenceData reference)
{
    /// <param name="actor">See <see cref="Entry.Actor"/>.</param>
    public Moment Now(string actor) => new(clock.GetUtcNow(), reference.Programme, actor);
}
