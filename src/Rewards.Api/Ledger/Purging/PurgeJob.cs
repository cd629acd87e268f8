using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Purging;

/// <summary>Deletes what has served its time. The ledger itself keeps everything.</summary>
public sealed class PurgeJob(LedgerWriter writer, Clock clock) : Job
{
    private const int ChunkSize = 500;

    /// <summary>
    /// How long an answer is kept for its idempotency key. Order numbers stay unique for ever all the same.
    /// </summary>
    public static readonly TimeSpan KeepAnswers = TimeSpan.FromDays(400);

    /// <summary>How long runs of jobs stay in the history.</summary>
    public static readonly TimeSpan KeepRuns = TimeSpan.FromDays(90);

    /// <summary>How long what the payment provider told is known. It tells again for three days.</summary>
    public static readonly TimeSpan KeepTold = TimeSpan.FromDays(90);

    public override string Name => "purge";

    public override string Summary =>
        "Deletes ended sessions, member codes, idempotency records, payment events and unused pictures past their time.";

    public override string Schedule => "0 0 4 * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Func<RewardsDb, int>[] purges =
        [
            db => db.Sessions.Where(session => session.ExpiresAt <= now).Take(ChunkSize).ExecuteDelete(),
            db => db.DoorSessions.Where(session => session.ExpiresAt <= now).Take(ChunkSize).ExecuteDelete(),

            // Twice a code's or a state's life: what is gone from here must be too old to be taken for unused.
            db => db.UsedCodes.Where(code => code.UsedAt <= now - (2 * MemberCode.Lifetime))
                .Take(ChunkSize)
                .ExecuteDelete(),
            db => db.TypedCodes.Where(code => code.ExpiresAt <= now - MemberCode.Lifetime)
                .Take(ChunkSize)
                .ExecuteDelete(),
            db => db.UsedStates.Where(state => state.UsedAt <= now - (2 * UsedStateRow.StepLives))
                .Take(ChunkSize)
                .ExecuteDelete(),
            db => db.SandboxCodes.Where(code => code.MadeAt <= now - SandboxCodeRow.Lives)
                .Take(ChunkSize)
                .ExecuteDelete(),
            db => db.RefusedCodes.Where(refused => refused.At <= now - RefusedCodeRow.Kept)
                .Take(ChunkSize)
                .ExecuteDelete(),
            db => db.IdempotencyRecords.Where(record => record.CreatedAt <= now - KeepAnswers)
                .Take(ChunkSize)
                .ExecuteDelete(),
            db => PurgePictures(db, now - PictureRow.KeptUnused),
            PurgePictureFiles,
            db => db.PaymentEvents.Where(told => told.ReceivedAt <= now - KeepTold).Take(ChunkSize).ExecuteDelete(),
            db => db.JobRuns.Where(ended => ended.FinishedAt <= now - KeepRuns).Take(ChunkSize).ExecuteDelete(),
        ];
        foreach (var purge in purges)
        {
            await PurgeAsync(purge, run, cancellationToken);
        }
    }

    /// <summary>The row says whether an offer has named it: whoever names it now is waited for, or finds nothing.</summary>
    private static int PurgePictures(RewardsDb db, DateTimeOffset before) => db.Pictures
        .Where(picture => picture.UsedAt == null && picture.CreatedAt <= before)
        .Take(ChunkSize)
        .ExecuteDelete();

    /// <summary>Whoever uploads the same picture holds the reference data too: no file goes that is just found to be there.</summary>
    private static int PurgePictureFiles(RewardsDb db)
    {
        db.HoldReference();
        return db.PictureFiles
            .Where(file => !db.Pictures.Any(picture => picture.SmallName == file.Key)
                && !db.Pictures.Any(picture => picture.LargeName == file.Key))
            .Take(ChunkSize)
            .ExecuteDelete();
    }

    private async Task PurgeAsync(Func<RewardsDb, int> purge, JobRun run, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            deleted = await writer.RunAsync(purge);
            run.Count(deleted, deleted);
            await run.SaveProgressAsync();
        }
        while (deleted > 0);
    }
}
