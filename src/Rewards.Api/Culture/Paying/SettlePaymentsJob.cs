using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Culture.Paying;

/// <summary>
/// Does what follows of what the provider told, ends sessions whose time is over, and sends what goes back. Woken by what is
/// told; what fails stays due.
/// </summary>
internal sealed partial class SettlePaymentsJob(
    IServiceProvider services, LedgerWriter writer, Database database, Clock clock, ILogger<SettlePaymentsJob> logger) : Job
{
    private const int ChunkSize = 200;

    /// <summary>Of each kind in one run: the next run begins within a minute.</summary>
    private const int MostChunks = 100;

    /// <summary>Who does not answer so often in a row is away: the rest stays due, and is asked for by the next run.</summary>
    private const int MostSilences = 3;

    private const int SavesEvery = 20;

    /// <summary>What can't be done of what was told for so long is left to the nightly comparison of the books.</summary>
    private static readonly TimeSpan Heeded = TimeSpan.FromDays(3);

    public override string Name => CashBack.SentBy;

    public override string Summary => "Does what follows of payments, ends sessions whose time is over, and sends what goes back.";

    public override string Schedule => "0 * * * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        // For each run a new one: the way to the provider is not kept for ever.
        var desk = services.GetRequiredService<PaymentDesk>();
        await EachAsync(run, EventsAsync, told => told.Key, (told, cancel) => HearAsync(desk, told, cancel), cancellationToken);
        await EachAsync(run, AttemptsAsync, attempt => attempt.Id, (attempt, cancel) => desk.LookUpAsync(attempt, cancel), cancellationToken);
        await EachAsync(run, RefundsAsync, refund => refund.Id, (refund, cancel) => desk.RefundAsync(refund, cancel), cancellationToken);
    }

    /// <summary>All that is due. What the provider does not answer stays due; the next run asks again.</summary>
    private static async Task EachAsync<T>(
        JobRun run,
        Func<CancellationToken, Task<List<T>>> readAsync,
        Func<T, string> nameOf,
        Func<T, CancellationToken, Task> actAsync,
        CancellationToken cancellationToken)
    {
        for (var chunk = 0; chunk < MostChunks; chunk++)
        {
            var (due, parked) = (await readAsync(cancellationToken), run.Parked);
            await EachAsync(run, due, nameOf, actAsync, cancellationToken);
            if (due.Count < ChunkSize || run.Parked > parked)
            {
                return;
            }
        }
    }

    private static async Task EachAsync<T>(
        JobRun run,
        List<T> due,
        Func<T, string> nameOf,
        Func<T, CancellationToken, Task> actAsync,
        CancellationToken cancellationToken)
    {
        var silences = 0;

        // In any order: some that never succeed would stand before all others for ever.
        foreach (var row in due.Shuffle().TakeWhile(_ => silences < MostSilences))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await actAsync(row, cancellationToken);
                run.Count(done: 1, 1);
                silences = 0;
            }
            catch (Exception exception) when (exception is PaymentProviderException or PaymentRefusedException or LedgerException)
            {
                run.Park(nameOf(row), exception.Message);
                run.Count(done: 1, 0);
                silences = exception is PaymentProviderException ? silences + 1 : 0;
            }

            if (silences > 0 || run.Done % SavesEvery == 0)
            {
                await run.SaveProgressAsync();
            }
        }
    }

    /// <summary>Of what the provider itself does not know, nothing follows, however often it is asked.</summary>
    private async Task HearAsync(PaymentDesk desk, PaymentEventRow told, CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(desk, told, cancellationToken);
        }
        catch (PaymentRefusedException unknown)
        {
            OfNothing(logger, told.Type, told.ObjectId, unknown.Message);
        }

        var now = clock.GetUtcNow();
        await writer.RunAsync(db => db.PaymentEvents.Where(row => row.Key == told.Key)
            .ExecuteUpdate(row => row.SetProperty(told => told.AppliedAt, now)));
    }

    private static async Task FollowAsync(PaymentDesk desk, PaymentEventRow told, CancellationToken cancellationToken)
    {
        if (told.Type.StartsWith("checkout.session.", StringComparison.Ordinal))
        {
            await desk.HearOfSessionAsync(told.ObjectId, cancellationToken);
        }
        else if (told.Type.StartsWith("refund.", StringComparison.Ordinal))
        {
            await desk.HearOfRefundAsync(told.ObjectId, cancellationToken);
        }
        else if (told.Type.StartsWith("charge.dispute.", StringComparison.Ordinal))
        {
            await desk.HearOfDisputeAsync(told.ObjectId, cancellationToken);
        }
    }

    private async Task<List<PaymentEventRow>> EventsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var oldest = clock.GetUtcNow() - Heeded;
        return await db.PaymentEvents.Where(told => told.AppliedAt == null && told.ReceivedAt > oldest)
            .OrderBy(told => told.ReceivedAt)
            .Take(ChunkSize)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<PaymentAttemptRow>> AttemptsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var now = clock.GetUtcNow();
        return await db.PaymentAttempts.Where(attempt => attempt.LookUpAt <= now)
            .OrderBy(attempt => attempt.LookUpAt)
            .Take(ChunkSize)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<CashRefundRow>> RefundsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var now = clock.GetUtcNow();
        return await db.CashRefunds.Where(refund => refund.DueAt <= now)
            .OrderBy(refund => refund.DueAt)
            .Take(ChunkSize)
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 1087, Level = LogLevel.Warning, Message = "The payment provider told of {Type} of {What}, and does not know it: {Reason}")]
    private static partial void OfNothing(ILogger logger, string type, string what, string reason);
}
