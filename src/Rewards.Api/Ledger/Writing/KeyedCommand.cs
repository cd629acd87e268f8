using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// A command whose request carries an idempotency key: key, effect and answer commit together. The same request again
/// gets the same bytes, also when the answer was a refusal.
/// </summary>
public abstract class KeyedCommand(KeyedRequest request) : LedgerCommand<StoredAnswer>
{
    protected KeyedRequest Request => request;

    /// <summary>The idempotency record tells whether it was done.</summary>
    protected internal sealed override bool IsRepeatable => true;

    protected internal sealed override void Name(Group group, Wanted wanted)
    {
        wanted.Row<IdempotencyRow>(request.RowKey);
        NameOwn(group, wanted);
    }

    /// <inheritdoc cref="LedgerCommand.Name"/>
    protected abstract void NameOwn(Group group, Wanted wanted);

    /// <summary>
    /// Whether everything that the request names is there and the caller's. Otherwise 404, before anything else.
    /// </summary>
    protected abstract bool IsFound(Group group);

    /// <summary>Decides a request that was not answered before.</summary>
    protected abstract (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment);

    protected sealed override (StoredAnswer Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var record = group.Find<IdempotencyRow>(request.RowKey);
        if (record is not null && record.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint))
        {
            return (StoredAnswer.Replay(record), Changes.None);
        }

        if (record is not null)
        {
            return (StoredAnswer.Of(IsFound(group) ? StoredAnswer.KeyReused : Problem.NotFound, request.Reader), Changes.None);
        }

        var (answer, changes) = IsFound(group)
            ? DecideFirst(group, moment)
            : (StoredAnswer.Of(Problem.NotFound, request.Reader), Changes.None);
        return (answer, changes with { Added = [.. changes.Added, .. answer.Kept(request, moment.Now)] });
    }

    protected (StoredAnswer Answer, Changes Changes) Refuse(Refusal refusal) =>
        (StoredAnswer.Refused(refusal, request.Reader), Changes.None);

    /// <summary>Refuses what a merchant wants, and is counted as that.</summary>
    protected (StoredAnswer Answer, Changes Changes) RefuseRedemption(Refusal refusal) =>
        (StoredAnswer.Refused(refusal, request.Reader), new Changes { Outcome = RedemptionOutcome.Refused(refusal.Code) });
}
