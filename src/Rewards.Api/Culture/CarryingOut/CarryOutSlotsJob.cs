using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>
/// Gives the orders of slots that were cancelled back, in chunks. A slot says so at once and lets nobody in; what was
/// done of it before an interruption is found done.
/// </summary>
public sealed class CarryOutSlotsJob(LedgerWriter writer, Database database, Clock clock) : Job
{
    internal const string JobName = "carry-out-slots";

    private const int ChunkSize = 500;

    public override string Name => JobName;

    public override string Summary => "Gives the orders of slots that were cancelled back.";

    public override string Schedule => "0 * * * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var slots = await db.Slots
            .Where(slot => slot.CancelledAt != null && slot.CarriedOutAt == null)
            .OrderBy(slot => slot.SlotId)
            .Select(slot => slot.SlotId)
            .ToListAsync(cancellationToken);
        run.Total = run.Done + await db.OrderIndex.LongCountAsync(order => slots.Contains(order.SlotId!), cancellationToken);
        foreach (var slot in slots)
        {
            await CarryOutAsync(slot, run, cancellationToken);
        }
    }

    private async Task CarryOutAsync(string slotId, JobRun run, CancellationToken cancellationToken)
    {
        var total = await CountAsync(slotId, cancellationToken);
        var (done, last) = (0, "");
        while (await ReadAsync(slotId, last, cancellationToken) is { Count: > 0 } chunk)
        {
            await writer.GiveBackAsync(
                chunk.Select(order => new OrderToGiveBack(order.Key, () => new GiveBackOrder(order))), run, cancellationToken);
            (done, last) = (done + chunk.Count, chunk[^1].Key);
            await TellAsync(slotId, done, total, null);
            await run.SaveProgressAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        await TellAsync(slotId, done, total, clock.GetUtcNow());
    }

    private async Task<int> CountAsync(string slotId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.OrderIndex.CountAsync(order => order.SlotId == slotId, cancellationToken);
    }

    private async Task<List<OrderIndexRow>> ReadAsync(string slotId, string after, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.OrderIndex
            .Where(order => order.SlotId == slotId && order.Key.CompareTo(after) > 0)
            .OrderBy(order => order.Key)
            .Take(ChunkSize)
            .ToListAsync(cancellationToken);
    }

    private Task<int> TellAsync(string slotId, int done, int total, DateTimeOffset? endedAt) => writer.RunAsync(db => db.Slots
        .Where(slot => slot.SlotId == slotId)
        .ExecuteUpdate(slot => slot
            .SetProperty(one => one.OrdersCarried, done)
            .SetProperty(one => one.OrdersToCarry, total)
            .SetProperty(one => one.CarriedOutAt, endedAt)));
}
