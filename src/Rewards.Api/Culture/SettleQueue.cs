using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Culture;

/// <summary>
/// Passes on the places of a slot that were offered and not taken in time, and those that are free without anybody's
/// doing. Of a slot that was cancelled nobody waits any more. Doing it again changes nothing.
/// </summary>
/// <param name="slotId">Which.</param>
internal sealed class SettleQueue(string slotId) : LedgerCommand<bool>
{
    protected internal override string Subject => slotId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => SlotQueue.Name(slotId, group, wanted);

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        if (group.Find<SlotRow>(slotId) is not { } slot)
        {
            return (false, Changes.None);
        }

        var queue = SlotQueue.Of(slot, group);
        queue = slot.CancelledAt is null ? queue.Settle(moment.Now) : queue.Close();
        List<WaitingRow> changed = [.. queue.Changed];
        return changed.Count == 0
            ? (false, Changes.None)
            : (true, new Changes
            {
                Changed = changed,
                Added = [.. queue.Notices(moment.Now), .. slot.CancelledAt is null ? [] : Closed(slot, changed, moment.Now)],
                Counters = [queue.Move(0)],
            });
    }

    private static IEnumerable<NoticeRow> Closed(SlotRow slot, List<WaitingRow> rows, DateTimeOffset now) =>
        rows.Select(row => Told.Of(row, slot, NoticeKind.SlotCancelled, now));
}
