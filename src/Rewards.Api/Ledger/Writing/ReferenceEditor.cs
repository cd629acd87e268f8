using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>What an operator does to reference data, for the audit log.</summary>
/// <param name="Name">Noun and verb in the past: <c>merchant.suspended</c>.</param>
/// <param name="Target">The id of what is acted on.</param>
/// <param name="Detail">What changed, without secrets.</param>
public sealed record Act(string Name, string Target, object Detail);

/// <summary>
/// Changes merchants, keys and the like: with an audit record in the same transaction, and known here before the
/// answer leaves.
/// </summary>
[Queues]
public sealed class ReferenceEditor(LedgerWriter writer, ReferenceData reference, Clock clock)
{
    /// <param name="context">The operator's request.</param>
    /// <param name="edit">
    /// Stages the change and says what it was; null for the act: there was nothing to change.
    /// </param>
    public async Task<T> EditAsync<T>(HttpContext context, Func<RewardsDb, DateTimeOffset, (T Result, Act? Act)> edit)
    {
        var (actor, requestId) = (context.User.Actor(), context.TraceIdentifier);
        var result = await writer.RunAsync(db => Stage(db, clock.GetUtcNow(), (actor, requestId), edit));
        reference.Refresh();
        return result;
    }

    /// <summary>Stages an edit with its audit record, in a transaction that the caller commits.</summary>
    internal static T Stage<T>(
        RewardsDb db,
        DateTimeOffset now,
        (string Actor, string? RequestId) by,
        Func<RewardsDb, DateTimeOffset, (T Result, Act? Act)> edit)
    {
        db.HoldReference();
        var (edited, act) = edit(db, now);
        if (act is not null)
        {
            db.Add(AuditRecord.By(by.Actor, now, act.Name, act.Target, act.Detail).During(by.RequestId));
            ServiceState.RaiseReferenceVersion(db);
        }

        return edited;
    }
}
