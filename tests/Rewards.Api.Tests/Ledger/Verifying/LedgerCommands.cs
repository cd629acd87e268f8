using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Adjusting;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>Gives or takes points as an operator does.</summary>
internal sealed class AdjustPoints(string memberId, long points) : LedgerCommand<bool>
{
    private const string By = "operator:opr_test";

    protected internal override string Subject => memberId;

    protected internal override string Actor => By;

    protected internal override void Name(Group group, Wanted wanted) => wanted.Account(memberId);

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var adjustment = new Adjustment(TypeId.New(TypeId.Adjustment, moment.Now), points, "a test");
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
            RequestedAt = moment.Now,
        };
        if (waits)
        {
            return (false, new Changes
            {
                Ledgers = [LedgerChange.Open(group.FindAccount(memberId)!, moment)],
                Added = [row],
            });
        }

        var change = Adjust.Decide(adjustment, group.FindAccount(memberId)!, moment).Value;
        return (true, new Changes { Ledgers = [change], Added = [row] });
    }
}

/// <summary>Books what is overdue, as the expiry jobs do.</summary>
internal sealed class BookWhatIsOverdue(string memberId) : LedgerCommand<int>
{
    protected internal override string Subject => memberId;

    protected internal override void Name(Group group, Wanted wanted) => wanted.Account(memberId);

    protected override (int Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var change = LedgerChange.Open(group.FindAccount(memberId)!, moment);
        return (change.Entries.Count, new Changes { Ledgers = [change] });
    }
}
