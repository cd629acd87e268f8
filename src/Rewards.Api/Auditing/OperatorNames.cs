using Microsoft.EntityFrameworkCore;
using Rewards.Api.Authenticating;
using Rewards.Api.Store;

namespace Rewards.Api.Auditing;

/// <summary>Names of operators, to stand beside their ids; revoked ones have theirs too.</summary>
internal static class OperatorNames
{
    private const string Prefix = Audience.Operator + ":";

    /// <returns>By actor, as records name them: <c>operator:opr_…</c>. Who is no operator is not there.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> OfActorsAsync(
        RewardsDb db, IEnumerable<string?> actors, CancellationToken cancellationToken)
    {
        var ids = actors.OfType<string>()
            .Where(actor => actor.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(actor => actor[Prefix.Length..])
            .Distinct()
            .ToList();
        return await db.Operators
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => Prefix + person.Id, person => person.Name, cancellationToken);
    }
}
