using Rewards.Domain.Ledger;

namespace Rewards.Domain.Expiring;

/// <summary>
/// Books what time has already decided: holds that are over, then lots whose last day is past. What comes out is the
/// same whenever it is done, daily by a job or much later by the member's next command.
/// </summary>
internal static class BookOverdue
{
    internal static LedgerChange On(LedgerChange opened)
    {
        var over = opened.Account.Holds
            .Where(hold => hold.IsOver(opened.Moment.Now))
            .OrderBy(hold => hold.ExpiresAt)
            .ThenBy(hold => hold.RedemptionId, StringComparer.Ordinal);
        return Lots(over.Aggregate(opened, GiveBack.OverHold));
    }

    /// <summary>
    /// One entry for each last valid day that is past, so that the entries do not depend on when they are booked.
    /// </summary>
    internal static LedgerChange Lots(LedgerChange change)
    {
        var today = change.Moment.Today;
        var dead = change.Account.Lots.TakeWhile(lot => lot.Lot.ExpiresOn < today).GroupBy(lot => lot.Lot.ExpiresOn);
        return dead.Aggregate(change, (booked, lots) => booked.Post(new Movement(
            EntryKind.Expired,
            LedgerAccount.Available,
            LedgerAccount.Breakage,
            [.. lots.Select(Slice.OutOf)])
        {
            BusinessDate = lots.Key.AddDays(1),
            IsByTime = true,
        }));
    }
}
