using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Operators.Reporting;

/// <param name="ExpiresInMonth" example="2027-11">The month in which they expire.</param>
/// <param name="Source" example="signup">Where they came from.</param>
/// <param name="Points" example="30000">Points that members have, available or held.</param>
/// <param name="WorthFen" example="300000">What they are worth, in fen.</param>
public sealed record LiabilityLine(string ExpiresInMonth, string Source, long Points, long WorthFen);

/// <summary>Points that the programme still owes, as of now: expired ones are gone, booked or not.</summary>
/// <param name="AsOf">Now (UTC).</param>
/// <param name="Points" example="30000">In all.</param>
/// <param name="WorthFen" example="300000">What they are worth, in fen.</param>
/// <param name="Data">By month of expiry, then by source.</param>
/// <param name="DamagedAccounts" example="0">
/// Accounts that can't be read and are left out; <c>verify</c> names them. Always 0, or something is wrong.
/// </param>
public sealed record LiabilityResponse(
    DateTimeOffset AsOf, long Points, long WorthFen, IReadOnlyList<LiabilityLine> Data, long DamagedAccounts);

internal static class Liability
{
    /// <summary>Reads every account once; a million take seconds.</summary>
    public static async Task<LiabilityResponse> ReadAsync(RewardsDb db, Moment now, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(RewardsDb.ReportMayTake);
        var (owed, damaged) = (new SortedDictionary<(string Month, string Source), Points>(), 0L);
        await foreach (var row in AccountsOf(db).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            damaged += TryAdd(row, now, owed) ? 0 : 1;
        }

        var rate = now.Programme.Rate;
        LiabilityLine[] lines = [.. owed.Select(line => new LiabilityLine(
            line.Key.Month, line.Key.Source, line.Value.Value, rate.Worth(line.Value).Value))];
        return new LiabilityResponse(
            now.Now, lines.Sum(line => line.Points), lines.Sum(line => line.WorthFen), lines, damaged);
    }

    /// <summary>Only what the report needs: a damaged date elsewhere in the row must not end it.</summary>
    private static IQueryable<AccountRow> AccountsOf(RewardsDb db) => db.Accounts
        .Where(account => account.Available + account.Held > 0)
        .Select(account => new AccountRow { MemberId = account.MemberId, Lots = account.Lots, Holds = account.Holds });

    private static bool TryAdd(AccountRow row, Moment now, SortedDictionary<(string Month, string Source), Points> owed)
    {
        try
        {
            var account = LedgerChange.Open(row.ToAccount(), now).Account;
            foreach (var lot in account.Lots.Concat(account.Holds.SelectMany(hold => hold.Lots)))
            {
                var line = ($"{lot.Lot.ExpiresOn:yyyy-MM}", lot.Lot.Source);
                owed[line] = owed.GetValueOrDefault(line) + lot.Points;
            }

            return true;
        }
        catch (LedgerException)
        {
            return false;
        }
    }
}
