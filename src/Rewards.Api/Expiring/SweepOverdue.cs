using Microsoft.EntityFrameworkCore;
using Rewards.Api.Reference;
using Rewards.Api.Scheduling;
using Rewards.Api.Store;
using Rewards.Api.Store.Rows;
using Rewards.Api.Writing;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Expiring;

/// <summary>Books what is overdue on accounts that nobody touches, oldest first, beside the live traffic.</summary>
public sealed class SweepOverdue(Database database, LedgerWriter writer, ReferenceData reference, Clock clock)
{
    private const int ChunkSize = 200;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    /// <param name="among">Which accounts.</param>
    /// <param name="run">Where to report.</param>
    /// <param name="cancellationToken">Stops between two chunks.</param>
    public async Task RunAsync(
        Func<IQueryable<AccountRow>, IQueryable<AccountRow>> among, JobRun run, CancellationToken cancellationToken)
    {
        // Booked accounts leave the list by themselves; the position is for those that can't be booked.
        var (now, position) = (clock.GetUtcNow(), (Due: DateTimeOffset.MinValue, MemberId: ""));
        run.Total = run.Done + await CountAsync(among, now, cancellationToken);
        while (true)
        {
            var chunk = await ReadAsync(among, now, position, cancellationToken);
            if (chunk.Count == 0)
            {
                return;
            }

            await Task.WhenAll(chunk.Select(due => BookAsync(due.MemberId, run, cancellationToken)));
            position = chunk[^1];
            await run.SaveProgressAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> CountAsync(
        Func<IQueryable<AccountRow>, IQueryable<AccountRow>> among, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        db.Database.SetCommandTimeout(RewardsDb.ReportMayTake);
        return await among(db.Accounts).LongCountAsync(account => account.NextDue <= now, cancellationToken);
    }

    private async Task<List<(DateTimeOffset Due, string MemberId)>> ReadAsync(
        Func<IQueryable<AccountRow>, IQueryable<AccountRow>> among,
        DateTimeOffset now,
        (DateTimeOffset Due, string MemberId) after,
        CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var rows = await among(db.Accounts)
            .Where(account => account.NextDue <= now
                && (account.NextDue > after.Due || (account.NextDue == after.Due && account.MemberId.CompareTo(after.MemberId) > 0)))
            .OrderBy(account => account.NextDue)
            .ThenBy(account => account.MemberId)
            .Take(ChunkSize)
            .Select(account => new { account.NextDue, account.MemberId })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.NextDue!.Value, row.MemberId))];
    }

    private async Task BookAsync(string memberId, JobRun run, CancellationToken cancellationToken)
    {
        var booked = await BookOrParkAsync(memberId, run, cancellationToken);
        lock (run)
        {
            run.Count(done: 1, booked);
        }
    }

    private async Task<long> BookOrParkAsync(string memberId, JobRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await writer.SubmitAsync(new BookAccount(memberId, reference.Programme));
            }
            catch (UnavailableException)
            {
                // Live traffic comes first.
                await Task.Delay(Breath, cancellationToken);
            }
            catch (LedgerException damaged)
            {
                lock (run)
                {
                    run.Park(memberId, damaged.Message);
                }

                return 0;
            }
        }
    }
}

/// <summary>Books what is overdue on one account, and nothing else. Answers with the number of entries.</summary>
public sealed class BookAccount(string memberId, Domain.Programmes.Programme programme) : LedgerCommand<long>
{
    protected internal override string Subject => memberId;

    protected internal override void NameMembers(Group group, Wanted wanted) => wanted.Account(memberId);

    protected override (long Answer, Changes Changes) Decide(Group group, DateTimeOffset now)
    {
        if (group.FindAccount(memberId) is not { } account)
        {
            return (0, Changes.None);
        }

        var change = LedgerChange.Open(account, new Moment(now, programme, Moment.System));
        return (change.Entries.Count, change.Entries.Count == 0 ? Changes.None : new Changes { Ledgers = [change] });
    }
}
