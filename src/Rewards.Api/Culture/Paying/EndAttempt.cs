using Rewards.Api.Ledger.Writing;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>The provider takes no such attempt: it is over, and the next may begin.</summary>
internal sealed class EndAttempt(PayingRows rows, string attemptId) : LedgerCommand<bool>
{
    protected internal override string Subject => rows.MemberId;

    protected internal override bool IsRepeatable => true;

    protected internal override void Name(Group group, Wanted wanted) => rows.Name(group, wanted);

    protected override (bool Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var row = rows.Attempts(group).Single(one => one.Id == attemptId);
        return row.State != AttemptState.Open
            ? (false, Changes.None)
            : (true, new Changes
            {
                Ledgers = [LedgerChange.Open(rows.Account(group), moment)],
                Changed = [row.With(row.ToAttempt() with { State = AttemptState.Ended, SettledAt = moment.Now })],
            });
    }
}
