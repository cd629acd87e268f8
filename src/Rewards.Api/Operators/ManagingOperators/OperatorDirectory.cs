using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Operators.ManagingOperators;

/// <summary>Operators by their token, as long as it opens anything.</summary>
public sealed class OperatorDirectory(ReferenceData reference, OperatorUses uses, Clock clock)
{
    /// <summary>Null when there is no such token, it was revoked or replaced, or its time is over.</summary>
    public async ValueTask<OperatorRow?> FindAsync(string token)
    {
        var person = await reference.FindBySecretAsync(token, known => known.Operators);
        var now = clock.GetUtcNow();
        if (person?.StatusAt(now) is not OperatorStatus.Active)
        {
            return null;
        }

        uses.Note(person, now);
        return person;
    }
}
