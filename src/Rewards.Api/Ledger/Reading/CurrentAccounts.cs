using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Reading;

/// <summary>
/// Shows accounts as they are now: what time has ended is gone, whether or not a job has booked it. Only for showing:
/// the writer decides on rows that it reads itself.
/// </summary>
public sealed class CurrentAccounts(Database database, ReferenceData reference, Clock clock)
{
    private readonly AccountReader accounts = new();

    /// <summary>Null: no such member.</summary>
    /// <exception cref="Domain.LedgerException">The row is damaged.</exception>
    public async Task<Account?> FindAsync(string memberId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var row = await accounts.FindAsync(db, memberId, cancellationToken);
        return row is null ? null : LedgerChange.Open(row.ToAccount(), Now).Account;
    }

    public Moment Now => new(clock.GetUtcNow(), reference.Programme, Moment.Member);
}
