using System.Globalization;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Reading;

/// <summary>Reads a member's entries by their number: the page is found as fast in the longest history.</summary>
internal static class EntryQueries
{
    public static IQueryable<EntryRow> EntriesOf(this RewardsDb db, string memberId, PageRequest page) =>
        page.NewestFirst(db.Entries.Where(entry => entry.MemberId == memberId), entry => entry.Seq);

    /// <summary>A member's entries of a period, newest first.</summary>
    public static IQueryable<EntryRow> EntriesOf(this RewardsDb db, string memberId, Period period) => db.Entries
        .Where(entry => entry.MemberId == memberId && entry.At >= period.From && entry.At < period.Until)
        .OrderByDescending(entry => entry.Seq);

    public static string Position(EntryRow row) => row.Seq.ToString(CultureInfo.InvariantCulture);
}
