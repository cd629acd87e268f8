using Rewards.Api.Platform.Store;

namespace Rewards.Api.Members.CheckingIn;

internal static class CheckInQueries
{
    /// <summary>Business dates with a check-in, ascending.</summary>
    /// <param name="db">Where.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="first">From this day on.</param>
    /// <param name="end">Up to this one, excluded.</param>
    public static IQueryable<DateOnly> CheckInsOf(
        this RewardsDb db, string memberId, DateOnly first, DateOnly end) => db.CheckIns
        .Where(row => row.MemberId == memberId && row.Date >= first && row.Date < end)
        .OrderBy(row => row.Date)
        .Select(row => row.Date);
}
