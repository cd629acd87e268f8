using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>
/// Gives back goods that nobody fetched and day tickets that nobody used, once their time is over, in chunks; and passes on
/// places that were kept for somebody and not taken in time. What was done before an interruption is not due any more.
/// </summary>
public sealed class EndOrdersJob(LedgerWriter writer, Database database, Clock clock) : Job
{
    private const int ChunkSize = 500;

    public override string Name => "end-orders";

    public override string Summary => "Gives back goods that nobody fetched and day tickets that nobody used, and passes on places that were not taken in time.";

    public override string Schedule => "0 * * * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        // What was given back leaves the list by itself; the position is for what can't be.
        var (now, position) = (clock.GetUtcNow(), new Position(DateTimeOffset.MinValue, "", ""));
        var queues = await QueuesAsync(now, cancellationToken);
        run.Total = run.Done + queues.Count + await CountAsync(now, cancellationToken);
        await writer.CarryOutAsync(
            queues.Select(slotId => new Due(slotId, () => new SettleQueue(slotId))), run, cancellationToken);
        while (await ReadAsync(now, position, cancellationToken) is { Count: > 0 } chunk)
        {
            await writer.CarryOutAsync(
                chunk.Select(due => new Due(due.OrderId, () => new GiveBackUnused(due.MemberId, due.OrderId))),
                run,
                cancellationToken);
            position = chunk[^1];
            await run.SaveProgressAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Slots whose queue has something to come: by time, or because there are more places now.</summary>
    private async Task<List<string>> QueuesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var lapsed = db.WaitingEntries.Where(entry => entry.LapsesAt <= now).Select(entry => entry.SlotId);
        var open = db.Slots
            .Where(slot => slot.Waiting > 0 && slot.StartsAt > now && slot.CancelledAt == null)
            .Where(slot => slot.Taken + slot.WalkInPlaces < slot.Capacity)
            .Select(slot => slot.SlotId);
        return await lapsed.Union(open).ToListAsync(cancellationToken);
    }

    private async Task<long> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        db.Database.SetCommandTimeout(RewardsDb.ReportMayTake);
        return await db.Orders.LongCountAsync(order => order.GiveBackAt <= now, cancellationToken);
    }

    /// <summary>
    /// Two questions and not one with "or": much is due at the same midnight, and each of these is one step into the index.
    /// </summary>
    private async Task<List<Position>> ReadAsync(DateTimeOffset now, Position after, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var due = db.Orders.Where(order => order.GiveBackAt <= now);
        var chunk = await TakeAsync(
            due.Where(order => order.GiveBackAt == after.At && order.Id.CompareTo(after.OrderId) > 0), cancellationToken);
        return chunk.Count > 0
            ? chunk
            : await TakeAsync(due.Where(order => order.GiveBackAt > after.At), cancellationToken);
    }

    private static async Task<List<Position>> TakeAsync(IQueryable<OrderRow> due, CancellationToken cancellationToken)
    {
        var rows = await due
            .OrderBy(order => order.GiveBackAt)
            .ThenBy(order => order.Id)
            .Take(ChunkSize)
            .Select(order => new { order.GiveBackAt, order.MemberId, order.Id })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Position(row.GiveBackAt!.Value, row.MemberId, row.Id));
    }

    private sealed record Position(DateTimeOffset At, string MemberId, string OrderId);
}
