using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.CheckingIn;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Members.CheckingIn;

/// <summary>Checks a member in for the business date on which the writer decides.</summary>
public sealed class CheckInToday(string memberId) : LedgerCommand<Outcome<CheckedIn>>
{
    protected internal override string Subject => memberId;

    protected internal override string Actor => Moment.Member;

    protected internal override void Name(Group group, Wanted wanted) => wanted.Account(memberId);

    protected override (Outcome<CheckedIn> Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        var account = group.FindAccount(memberId) ?? throw new LedgerException($"Member {memberId} has no account.");
        var outcome = CheckIn.Decide(account, moment);
        if (outcome.Refusal is not null)
        {
            return (outcome, Changes.None);
        }

        var checkedIn = outcome.Value;
        var row = new CheckInRow
        {
            MemberId = memberId,
            Date = checkedIn.On,
            Points = checkedIn.Points.Value,
            StreakDays = checkedIn.StreakDays,
        };
        return (outcome, new Changes { Ledgers = [checkedIn.Ledger], Added = [row] });
    }
}
