using Microsoft.EntityFrameworkCore;
using Rewards.Api.Reference;
using Rewards.Api.Store;
using Rewards.Domain.Ledger;

namespace Rewards.Api.ReviewingPoints;

/// <summary>
/// Shows accounts as they are now: what time has ended is gone, whether or not a job has booked it. Only for showing:
/// the writer decides on rows that it reads itself.
/// </summary>
public sealed class CurrentAccounts(RewardsDb db, ReferenceData reference, Clock clock)
{
    /// <summary>Null: no such member.</summary>
    public async Task<Account?> FindAsync(string memberId, CancellationToken cancellationToken)
    {
        var row = await db.Accounts.FirstOrDefaultAsync(account => account.MemberId == memberId, cancellationToken);
        return row is null ? null : LedgerChange.Open(row.ToAccount(), Now).Account;
    }

    public Moment Now => new(clock.GetUtcNow(), reference.Programme, Moment.Member);
}
