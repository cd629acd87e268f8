using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Adjusting;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>Gives or takes points as an operator does.</summary>
internal sealed class AdjustPoints(string memberId, long points, Programme programme) : LedgerCommand<bool>
{
    protected internal override string Subject => memberId;

    protected internal override void NameMembers(Group group, Wanted wanted) => wanted.Account(memberId);

    protected override (bool Answer, Changes Changes) Decide(Group group, DateTimeOffset now)
    {
        const string By = "operator:opr_test";
        var adjustment = new Adjustment(TypeId.New(TypeId.Adjustment, now), points, "a test");
        var moment = new Moment(now, programme, By);
        var waits = Adjust.NeedsApproval(adjustment, moment);
        var row = new AdjustmentRow
        {
            MemberId = memberId,
            Id = adjustment.Id,
            Points = points,
            ReasonCode = AdjustmentReason.Test,
            Note = adjustment.Note,
            Status = waits ? AdjustmentStatus.PendingApproval : AdjustmentStatus.Posted,
            RequestedBy = By,
            RequestedAt = now,
        };
        if (waits)
        {
            return (false, new Changes { Rows = [row] });
        }

        var change = Adjust.Decide(adjustment, group.FindAccount(memberId)!, moment).Value;
        return (true, new Changes { Ledgers = [change], Rows = [row] });
    }
}

/// <summary>Books what is overdue, as the expiry jobs do.</summary>
internal sealed class BookWhatIsOverdue(string memberId, Programme programme) : LedgerCommand<int>
{
    protected internal override string Subject => memberId;

    protected internal override void NameMembers(Group group, Wanted wanted) => wanted.Account(memberId);

    protected override (int Answer, Changes Changes) Decide(Group group, DateTimeOffset now)
    {
        var change = LedgerChange.Open(group.FindAccount(memberId)!, new Moment(now, programme, Moment.System));
        return (change.Entries.Count, new Changes { Ledgers = [change] });
    }
}
