using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Culture.Waiting;

/// <summary>Waits no more; what was offered goes to the next. Doing it again changes nothing.</summary>
/// <param name="entry">As it was found: its id, slot and member never change.</param>
internal sealed class LeaveQueue(WaitingRow entry) : LedgerCommand<bool>
{
    protected internal override string Subject => entry.MemberId;

    protected internal override string Actor => Moment.Member;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => SlotQueue.Name(entry.SlotId, group, wanted);

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var queue = SlotQueue.Of(group.Find<SlotRow>(entry.SlotId)!, group);
        if (queue.Entries.Find(entry.MemberId) is not { } own || own.Id != entry.Id)
        {
            return (false, Changes.None);
        }

        queue = queue.With(own with { Status = WaitingStatus.Left }).Settle(moment.Now);
        return (true, new Changes
        {
            Changed = [.. queue.Changed],
            Added = [.. queue.Notices(moment.Now)],
            Counters = [queue.Move(0)],
        });
    }
}
