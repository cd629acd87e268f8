using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Auditing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture;

/// <summary>What an edit came to.</summary>
/// <param name="Answer">For the caller.</param>
/// <param name="Act">For the audit log; null: nothing was changed.</param>
public sealed record Edited(StoredAnswer Answer, Act? Act)
{
    internal static Edited Refused(Problem problem, ProblemReader reader) => new(StoredAnswer.Of(problem, reader), null);
}

/// <summary>
/// Changes offers and slots, one edit after the other on all nodes: with an audit record in the same transaction, and
/// known here before the answer leaves. With a key, the same request again gets the same bytes.
/// </summary>
[Queues]
public sealed class CatalogueEditor(LedgerWriter writer, Catalogue catalogue, SlotSummaries slots, Clock clock)
{
    /// <param name="context">The request.</param>
    /// <param name="request">With its key; null: the call has none.</param>
    /// <param name="edit">Stages the change; what it stages with a refusal is not written.</param>
    public async Task<StoredAnswer> EditAsync(
        HttpContext context, KeyedRequest? request, Func<RewardsDb, DateTimeOffset, Edited> edit)
    {
        var (actor, requestId) = (context.User.Actor(), context.TraceIdentifier);
        var answer = await writer.RunAsync(db =>
        {
            var now = clock.GetUtcNow();
            db.HoldReference();
            if (request is not null && AnswerBefore(db, request) is { } before)
            {
                return before;
            }

            var edited = edit(db, now);
            Keep(db, edited, (actor, requestId, now));
            db.AddRange(request is null ? [] : edited.Answer.Kept(request, now));
            return edited.Answer;
        });
        catalogue.Refresh();
        slots.Forget();
        return answer;
    }

    private static StoredAnswer? AnswerBefore(RewardsDb db, KeyedRequest request)
    {
        var record = db.IdempotencyRecords.AsNoTracking().FirstOrDefault(one => one.Key == request.RowKey);
        return record is null ? null
            : record.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint) ? StoredAnswer.Replay(record)
            : StoredAnswer.Of(StoredAnswer.KeyReused, request.Reader);
    }

    private static void Keep(
        RewardsDb db, Edited edited, (string Actor, string RequestId, DateTimeOffset Now) by)
    {
        if (edited.Answer.Status >= StatusCodes.Status400BadRequest)
        {
            db.ChangeTracker.Clear();
            return;
        }

        if (edited.Act is not { } act)
        {
            return;
        }

        var no = ServiceState.RaiseCatalogueNo(db);
        foreach (var changed in db.ChangeTracker.Entries<OfferRow>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            changed.Entity.ChangedNo = no;
        }

        db.Add(AuditRecord.By(by.Actor, by.Now, act.Name, act.Target, act.Detail).During(by.RequestId));
    }
}
