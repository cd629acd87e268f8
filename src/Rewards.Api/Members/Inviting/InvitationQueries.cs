using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Members.Inviting;

/// <param name="Count">How many registered.</param>
/// <param name="CreditedPoints">What all of them together earned.</param>
/// <param name="Page">Some of them, newest first.</param>
public sealed record InvitedFriends(int Count, long CreditedPoints, Page<InvitedFriend> Page);

internal static class InvitationQueries
{
    public static IQueryable<InvitationRow> InvitationsOf(this RewardsDb db, string memberId) =>
        db.Invitations.Where(row => row.MemberId == memberId);

    /// <summary>The friends who registered with a member's code.</summary>
    public static async Task<InvitedFriends> FriendsOfAsync(
        this RewardsDb db, string memberId, PageRequest page, CancellationToken cancellationToken)
    {
        var mine = db.InvitationsOf(memberId);
        var sums = await mine.GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Points = all.Sum(row => row.Points) })
            .FirstOrDefaultAsync(cancellationToken);

        // Friends' ids are made when they register: they sort by that.
        var rows = await page.NewestFirst(mine, row => row.FriendId).ToListAsync(cancellationToken);
        return new InvitedFriends(sums?.Count ?? 0, sums?.Points ?? 0, page.Of(
            rows, row => new InvitedFriend(row.FriendName, row.RegisteredAt, row.Points), row => row.FriendId));
    }
}
