using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Expiring;

/// <summary>Books what is overdue on accounts that nobody touches, oldest first, beside the live traffic.</summary>
public sealed class SweepOverdue(Database database, LedgerWriter writer, Clock clock)
{
    // Between two chunks nothing is booked: with fewer members in each, the sweep mostly pauses.
    private const int ChunkSize = 2_048;

    // What is under way at a time shares a group with live traffic: enough to keep the writer busy when nobody else
    // does, and little enough to leave most of a group to those who wait for an answer.
    private const int BatchSize = 16;
    private const int BatchesAtOnce = 4;

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

            await Parallel.ForEachAsync(
                chunk.Select(due => due.MemberId).Chunk(BatchSize),
                new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancellationToken },
                async (members, cancel) => await BookAsync(members, run, cancel));
            position = chunk[^1];
            await run.SaveProgressAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> CountAsync(
        Func<IQueryable<AccountRow>, IQueryable<AccountRow>> among,
        DateTimeOffset now,
        CancellationToken cancellationToken)
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
        var due = among(db.Accounts).Where(account => account.NextDue <= now);

        // Two questions and not one with "or": everybody's points end at the same midnight, and each of these is one
        // step into the index, where "or" would sort all of them for every chunk.
        var chunk = await TakeAsync(
            due.Where(account => account.NextDue == after.Due && account.MemberId.CompareTo(after.MemberId) > 0),
            cancellationToken);
        return chunk.Count > 0
            ? chunk
            : await TakeAsync(due.Where(account => account.NextDue > after.Due), cancellationToken);
    }

    private static async Task<List<(DateTimeOffset Due, string MemberId)>> TakeAsync(
        IQueryable<AccountRow> due, CancellationToken cancellationToken)
    {
        var rows = await due
            .OrderBy(account => account.NextDue)
            .ThenBy(account => account.MemberId)
            .Take(ChunkSize)
            .Select(account => new { account.NextDue, account.MemberId })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.NextDue!.Value, row.MemberId))];
    }

    /// <summary>
    /// All together; where a damaged account is among them, one by one, and the damaged one is set aside.
    /// </summary>
    private async Task BookAsync(string[] members, JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            var booked = await writer.SubmitPatientlyAsync(() => new BookAccounts(members), cancellationToken);
            lock (run)
            {
                run.Count(done: members.Length, booked);
            }
        }
        catch (LedgerException damaged) when (members.Length == 1)
        {
            lock (run)
            {
                run.Park(members[0], damaged.Message);
                run.Count(done: 1, 0);
            }
        }
        catch (LedgerException)
        {
            foreach (var member in members)
            {
                await BookAsync([member], run, cancellationToken);
            }
        }
    }
}

/// <summary>Books what is overdue on some accounts, and nothing else. Answers with the number of entries.</summary>
public sealed class BookAccounts(IReadOnlyList<string> members) : LedgerCommand<long>
{
    protected internal override string Subject => members[0];

    protected internal override void Name(Group group, Wanted wanted)
    {
        foreach (var member in members)
        {
            wanted.Account(member);
        }
    }

    protected override (long Answer, Changes Changes) Decide(Group group, Moment moment)
    {
        LedgerChange[] changes =
        [
            .. members.Select(group.FindAccount)
                .OfType<Account>()
                .Select(account => LedgerChange.Open(account, moment))
                .Where(change => change.Entries.Count > 0),
        ];
        return (changes.Sum(change => change.Entries.Count), new Changes { Ledgers = changes });
    }
}
