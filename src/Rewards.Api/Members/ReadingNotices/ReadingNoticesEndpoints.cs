using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Members.ReadingNotices;

/// <summary>What a member is told.</summary>
/// <param name="Id" example="ntc_01m6a6ft00e8cr5n3j7k2q9w4x">The notice's id.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="At">Since when (UTC).</param>
/// <param name="Text" example="A place for you: 羽毛球场, 1 December, 19:00. It is kept until 28 November, 12:00: book it.">In the caller's language.</param>
/// <param name="OrderId" example="null">The order that it is about; null: none.</param>
/// <param name="SlotId" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">The slot that it is about; null: none.</param>
/// <param name="StartsAt">When what it is about begins (UTC); null: it has no time.</param>
/// <param name="Until">Up to when there is something to do about it (UTC); null: there is not.</param>
/// <param name="Read" example="false">Whether the member has read it.</param>
public sealed record NoticeResponse(
    string Id,
    NoticeKind Kind,
    DateTimeOffset At,
    string Text,
    string? OrderId,
    string? SlotId,
    DateTimeOffset? StartsAt,
    DateTimeOffset? Until,
    bool Read);

internal static class ReadingNoticesEndpoints
{
    public static void AddReadingNotices(this IServiceCollection services) => services.AddScoped<NoticeReader>();

    public static void MapReadingNotices(this IEndpointRouteBuilder routes)
    {
        var notices = routes.MapMemberGroup("/v1/member/notices", "Reading notices");
        notices.MapGet("/", ListAsync)
            .WithName("listNotices")
            .WithSummary("List what the member was told, newest first")
            .WithDescription(
                "Slots that moved or were cancelled, places that are kept for who waited, orders that were given back; and "
                + "points that end within 30 and within 7 days.")
            .ProducesProblems("validation_failed", "cursor_invalid");
        notices.MapPost("/{id}/read", ReadAsync)
            .WithName("readNotice")
            .WithSummary("Keep that a notice was read")
            .WithDescription("Doing it again changes nothing.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblems("not_found");
    }

    private static async Task<Ok<Page<NoticeResponse>>> ListAsync(
        ClaimsPrincipal caller,
        PageRequest page,
        HttpContext context,
        NoticeReader reader,
        ReferenceData reference,
        CancellationToken cancellationToken)
    {
        var words = new NoticeWords(
            reference.Programme.Calendar, ProblemReader.PrefersChinese(context.Request) ?? false);
        var found = await reader.PageOfAsync(caller.Id(), page, cancellationToken);
        return TypedResults.Ok(new Page<NoticeResponse>(
            [.. found.Data.Select(one => Show(one.Notice, one.IsRead, words))], found.NextCursor));
    }

    private static NoticeResponse Show(NoticeRow notice, bool isRead, NoticeWords words) => new(
        notice.Id,
        notice.Kind,
        notice.At,
        words.Of(notice),
        notice.OrderId,
        notice.SlotId,
        notice.StartsAt,
        notice.Until,
        isRead);

    /// <param name="id" example="ntc_01m6a6ft00e8cr5n3j7k2q9w4x">The notice's id.</param>
    private static async Task<Results<NoContent, ProblemResult>> ReadAsync(
        string id, ClaimsPrincipal caller, NoticeReader reader, LedgerWriter writer, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(caller.Id(), id, cancellationToken) is null)
        {
            return new ProblemResult(Problem.NotFound);
        }

        await writer.SubmitAsync(new ReadNotice(caller.Id(), id));
        return TypedResults.NoContent();
    }
}
