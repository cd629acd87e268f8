using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>
/// Gives the orders of slots that were cancelled back, and takes those of slots that moved along, in chunks. A slot says
/// so at once, and so does the door; what was done of it before an interruption is found done.
/// </summary>
internal sealed class CarryOutSlotsJob(LedgerWriter writer, Database database, OfferContents contents, Clock clock) : Job
{
    internal const string JobName = "carry-out-slots";

    private const int ChunkSize = 500;

    public override string Name => JobName;

    public override string Summary => "Gives the orders of slots that were cancelled back, and tells who ordered what has moved.";

    public override string Schedule => "0 * * * * ?";

    public override async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var slots = await db.Slots
            .Where(slot => slot.ChangedAt != null && slot.CarriedOutAt == null)
            .OrderBy(slot => slot.SlotId)
            .ToListAsync(cancellationToken);
        var ids = slots.ConvertAll(slot => slot.SlotId);
        run.Total = run.Done + await db.OrderIndex.LongCountAsync(order => ids.Contains(order.SlotId!), cancellationToken);
        foreach (var slot in slots)
        {
            await CarryOutAsync(slot, run, cancellationToken);
        }
    }

    private async Task CarryOutAsync(SlotRow slot, JobRun run, CancellationToken cancellationToken)
    {
        var total = await CountAsync(slot.SlotId, cancellationToken);
        var (done, last) = (0, "");
        while (await ReadAsync(slot.SlotId, last, cancellationToken) is { Count: > 0 } chunk)
        {
            var commands = await CommandsAsync(slot, chunk, cancellationToken);
            await writer.CarryOutAsync(commands, run, cancellationToken);
            (done, last) = (done + chunk.Count, chunk[^1].Key);
            await TellAsync(slot, done, total, null);
            await run.SaveProgressAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        await writer.SubmitPatientlyAsync(() => new SettleQueue(slot.SlotId), cancellationToken);
        await TellAsync(slot, done, total, clock.GetUtcNow());
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

    /// <summary>Not of one that moved again or was cancelled meanwhile: there is more to do.</summary>
    private Task<int> TellAsync(SlotRow slot, int done, int total, DateTimeOffset? endedAt) => writer.RunAsync(db => db.Slots
        .Where(one => one.SlotId == slot.SlotId && one.ChangeSeq == slot.ChangeSeq)
        .ExecuteUpdate(row => row
            .SetProperty(one => one.OrdersCarried, done)
            .SetProperty(one => one.OrdersToCarry, total)
            .SetProperty(one => one.CarriedOutAt, endedAt)));

    private async Task<IEnumerable<Due>> CommandsAsync(
        SlotRow slot, List<OrderIndexRow> chunk, CancellationToken cancellationToken)
    {
        if (slot.CancelledAt is not null)
        {
            return chunk.Select(order => new Due(order.Key, () => new GiveBackOrder(order)));
        }

        await using var db = database.OpenForReading();
        var (members, ids) = (chunk.ConvertAll(order => order.MemberId), chunk.ConvertAll(order => order.Key));
        var versions = await db.Orders.Where(order => members.Contains(order.MemberId) && ids.Contains(order.Id))
            .ToDictionaryAsync(order => order.Id, order => order.OfferVersion, cancellationToken);
        var moves = new List<Due>();
        foreach (var order in chunk.Where(order => versions.ContainsKey(order.Key)))
        {
            var content = await contents.ReadAsync(db, (order.OfferId, versions[order.Key]), cancellationToken);
            moves.Add(new Due(order.Key, () => new MoveOrder(order, content)));
        }

        return moves;
    }
}
