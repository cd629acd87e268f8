using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Platform.WeChat;

namespace Rewards.Api.Operators.ReviewingMembers;

internal static class ReviewingMembersEndpoints
{
    public static void MapReviewingMembers(this IEndpointRouteBuilder routes)
    {
        var members = routes.MapOperatorGroup("/v1/operator/members", "Reviewing ledgers");
        members.MapGet("/", FindAsync)
            .WithName("findMembers")
            .WithSummary("Find members by id, invite code, WeChat open id, or the beginning of their name")
            .WithDescription("Newest first. Without a query everybody is listed.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        members.MapGet("/{id}", GetAsync)
            .WithName("reviewMember")
            .WithSummary("Read a member and their points")
            .WithDescription("As the member sees them, as of this moment.")
            .ProducesProblems("not_found");
        members.MapGet("/{id}/entries", EntriesAsync)
            .WithName("reviewEntries")
            .WithSummary("List every movement of a member's points with its lots, newest first")
            .WithDescription(
                "Balanced by construction: each entry moves points from one account to another, lot by lot.")
            .ProducesProblems("not_found", "validation_failed", "cursor_invalid");
        members.MapGet("/{id}/lots", LotsAsync)
            .WithName("reviewLots")
            .WithSummary("Read a member's points by lot, and the open holds")
            .WithDescription(
                "As of this moment, in the order in which they would be spent: the soonest to expire first.")
            .ProducesProblems("not_found");
    }

    /// <param name="query">
    /// A member's id, WeChat open id, invite code (blanks and case don't matter), or the beginning of their name (A to
    /// Z as a to z); left out: everybody.
    /// </param>
    private static async Task<Ok<Page<MemberSummary>>> FindAsync(
        [StringLength(200, ErrorMessage = "must have at most 200 characters")] string? query,
        PageRequest page,
        RewardsDb db,
        IOptions<WeChatOptions> weChat,
        Names names,
        CancellationToken cancellationToken)
    {
        var members = Matching(db, query?.Trim() ?? "", weChat.Value.AppId);
        var rows = await page.NewestFirst(members, member => member.MemberId).ToListAsync(cancellationToken);
        var found = await names.FindAsync(rows.Select(row => row.InvitedBy), cancellationToken);
        return TypedResults.Ok(page.Of(rows, row => MemberSummary.From(row, found), row => row.MemberId));
    }

    private static IQueryable<MemberRow> Matching(RewardsDb db, string text, string appId)
    {
        if (text.Length == 0)
        {
            return db.Members;
        }

        var (identity, inviteCode) = (WeChatIdentityRow.KeyOf(appId, text), InviteCodes.Normalise(text));
        var name = AsciiLower(text.Normalize());
#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL: its lower() is the same for everybody.
        return db.Members.Where(member => member.MemberId == text
            || member.InviteCode == inviteCode
            || member.DisplayName.ToLower().StartsWith(name)
            || db.WeChatIdentities.Any(known => known.Key == identity && known.MemberId == member.MemberId));
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>As both engines make names lower: only A to Z.</summary>
    private static string AsciiLower(string text) => string.Concat(text.Select(character =>
        char.IsAsciiLetterUpper(character) ? char.ToLowerInvariant(character) : character));

    /// <param name="id" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">The member's id.</param>
    private static async Task<Results<Ok<MemberReview>, ProblemResult>> GetAsync(
        string id, RewardsDb db, CurrentAccounts accounts, Names names, CancellationToken cancellationToken)
    {
        var member = await db.Members.FirstOrDefaultAsync(row => row.MemberId == id, cancellationToken);
        var account = await accounts.FindAsync(id, cancellationToken);
        if (member is null || account is null)
        {
            return new ProblemResult(Problem.NotFound);
        }

        var now = accounts.Now;
        var booked = await db.Entries.LongCountAsync(entry => entry.MemberId == id, cancellationToken);
        var found = await names.FindAsync([member.InvitedBy], cancellationToken);
        return TypedResults.Ok(new MemberReview(
            MemberSummary.From(member, found),
            PointsResponse.From(account, now.Programme.Rate),
            account.Streak.DaysOn(now.Today),
            booked));
    }

    /// <param name="id" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">The member's id.</param>
    private static async Task<Results<Ok<Page<LedgerEntryResponse>>, ProblemResult>> EntriesAsync(
        string id, PageRequest page, RewardsDb db, Names names, CancellationToken cancellationToken)
    {
        var rows = await db.EntriesOf(id, page).ToListAsync(cancellationToken);
        if (rows.Count == 0 && !await db.Members.AnyAsync(member => member.MemberId == id, cancellationToken))
        {
            return new ProblemResult(Problem.NotFound);
        }

        var found = await names.FindAsync(rows.Select(row => row.Actor), cancellationToken);
        return TypedResults.Ok(page.Of(
            rows, row => LedgerEntryResponse.From(row, found), EntryQueries.Position));
    }

    /// <param name="id" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">The member's id.</param>
    private static async Task<Results<Ok<LotsResponse>, ProblemResult>> LotsAsync(
        string id, CurrentAccounts accounts, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(id, cancellationToken);
        return account is null ? new ProblemResult(Problem.NotFound) : TypedResults.Ok(LotsResponse.From(account));
    }
}
