using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Operators.Reporting;

/// <param name="Account" example="issued:signup">
/// The ledger account; all members together for <c>available</c> and <c>held</c>.
/// </param>
/// <param name="Name" example="null">What the merchant is called whose account it is; null for all others.</param>
/// <param name="Received" example="0">Points that entries brought to it.</param>
/// <param name="Given" example="30000">Points that entries took from it.</param>
/// <param name="Balance" example="-30000">
/// Received − given. What was issued is negative, for points come from nowhere else.
/// </param>
public sealed record AccountBalance(string Account, string? Name, long Received, long Given, long Balance);

/// <summary>What all entries add up to, as booked: issued = outstanding + spent + expired + withdrawn.</summary>
/// <param name="Issued" example="30000">Points ever given to members.</param>
/// <param name="Outstanding" example="25000">Points that members have, available or held.</param>
/// <param name="Spent" example="5000">Points at merchants, less refunds.</param>
/// <param name="Expired" example="0">Breakage.</param>
/// <param name="Withdrawn" example="0">Taken by adjustments.</param>
/// <param name="Sum" example="0">Of all balances: always 0, or something is wrong.</param>
/// <param name="Accounts">Every account, by name.</param>
public sealed record TrialBalanceResponse(
    long Issued,
    long Outstanding,
    long Spent,
    long Expired,
    long Withdrawn,
    long Sum,
    IReadOnlyList<AccountBalance> Accounts);

internal static class TrialBalance
{
    private const string Issued = "issued:";
    private const string Merchant = "merchant:";

    public static async Task<TrialBalanceResponse> ReadAsync(
        RewardsDb db, Names names, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(RewardsDb.ReportMayTake);
        var given = await db.Entries.GroupBy(entry => entry.FromAccount)
            .Select(group => new { Account = group.Key, Points = group.Sum(entry => entry.Points) })
            .ToDictionaryAsync(sum => sum.Account, sum => sum.Points, cancellationToken);
        var received = await db.Entries.GroupBy(entry => entry.ToAccount)
            .Select(group => new { Account = group.Key, Points = group.Sum(entry => entry.Points) })
            .ToDictionaryAsync(sum => sum.Account, sum => sum.Points, cancellationToken);
        var accounts = given.Keys.Union(received.Keys).Order(StringComparer.Ordinal).ToList();
        var found = await names.FindAsync(accounts, cancellationToken);
        return From([.. accounts.Select(account =>
        {
            var (came, went) = (received.GetValueOrDefault(account), given.GetValueOrDefault(account));
            return new AccountBalance(account, found[account], came, went, came - went);
        })]);
    }

    private static TrialBalanceResponse From(IReadOnlyList<AccountBalance> accounts)
    {
        long Sum(Func<string, bool> isWanted) =>
            accounts.Where(account => isWanted(account.Account)).Sum(account => account.Balance);
        return new TrialBalanceResponse(
            -Sum(name => name.StartsWith(Issued, StringComparison.Ordinal)),
            Sum(name => name is LedgerAccount.Available or LedgerAccount.Held),
            Sum(name => name.StartsWith(Merchant, StringComparison.Ordinal)),
            Sum(name => name == LedgerAccount.Breakage),
            Sum(name => name == LedgerAccount.Withdrawn),
            Sum(_ => true),
            accounts);
    }
}
