using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Members.ReadingNotices;

/// <summary>
/// Reads what members are told: what commands wrote, and that points end soon, which is computed from the lots whenever
/// somebody looks.
/// </summary>
internal sealed class NoticeReader(RewardsDb db, CurrentAccounts accounts, ReferenceData reference)
{
    /// <summary>So many days before points end, twice, their member is told.</summary>
    private static readonly int[] DaysBefore = [30, 7];

    /// <summary>The page's notices, newest first, and which of them were read.</summary>
    public async Task<Page<(NoticeRow Notice, bool IsRead)>> PageOfAsync(
        string memberId, PageRequest page, CancellationToken cancellationToken)
    {
        var stored = await page.NewestFirst(db.Notices.Where(notice => notice.MemberId == memberId), notice => notice.Id)
            .ToListAsync(cancellationToken);
        var ending = (await EndingAsync(memberId, cancellationToken))
            .Where(notice => page.Position is not { } last || string.CompareOrdinal(notice.Id, last) < 0);
        List<NoticeRow> all = [.. stored.Concat(ending).OrderByDescending(notice => notice.Id, StringComparer.Ordinal)];
        var ids = all.ConvertAll(notice => notice.Id);
        var read = await db.NoticeReads.Where(one => one.MemberId == memberId && ids.Contains(one.NoticeId))
            .Select(one => one.NoticeId)
            .ToListAsync(cancellationToken);
        return page.Of(all, notice => (notice, read.Contains(notice.Id)), notice => notice.Id);
    }

    /// <summary>How many were not read.</summary>
    public async Task<int> CountUnreadAsync(string memberId, CancellationToken cancellationToken)
    {
        var stored = await db.Notices.CountAsync(
            notice => notice.MemberId == memberId
                && !db.NoticeReads.Any(read => read.MemberId == memberId && read.NoticeId == notice.Id),
            cancellationToken);
        var ending = (await EndingAsync(memberId, cancellationToken)).ConvertAll(notice => notice.Id);
        return ending.Count == 0
            ? stored
            : stored + ending.Count - await db.NoticeReads.CountAsync(
                one => one.MemberId == memberId && ending.Contains(one.NoticeId), cancellationToken);
    }

    /// <summary>Null: the member was told nothing of the kind.</summary>
    public async Task<NoticeRow?> FindAsync(string memberId, string id, CancellationToken cancellationToken) =>
        await db.Notices.FirstOrDefaultAsync(notice => notice.MemberId == memberId && notice.Id == id, cancellationToken)
        ?? (await EndingAsync(memberId, cancellationToken)).Find(notice => notice.Id == id);

    private async Task<List<NoticeRow>> EndingAsync(string memberId, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(memberId, cancellationToken);
        return account is null
            ? []
            : [.. account.Lots.GroupBy(lot => lot.Lot.ExpiresOn).SelectMany(day => Ending(account, day.Key, day.Sum(lot => lot.Points.Value)))];
    }

    private IEnumerable<NoticeRow> Ending(Account account, DateOnly expiresOn, long points)
    {
        var (now, calendar) = (accounts.Now, reference.Programme.Calendar);
        foreach (var days in DaysBefore.Where(days => now.Today >= expiresOn.AddDays(-days) && points > 0))
        {
            var since = calendar.EndOf(expiresOn.AddDays(-days - 1));
            yield return new NoticeRow
            {
                MemberId = account.MemberId,
                Id = IdOf(since, days),
                Kind = NoticeKind.PointsEnd,
                At = since,
                Title = points.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Until = calendar.EndOf(expiresOn),
            };
        }
    }

    /// <summary>The same whenever it is computed, and in order of time among the others.</summary>
    private static string IdOf(DateTimeOffset since, int days)
    {
        var bytes = TypeId.Bytes(TypeId.First(TypeId.Notice, since));
        bytes[^1] = (byte)days;
        return TypeId.FromBytes(TypeId.Notice, bytes);
    }
}
