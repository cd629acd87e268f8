using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.ReadingNotices;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Site.ReadingNotices;

/// <summary>One line of the messages.</summary>
internal sealed record ToldNotice(string Id, DateOnly Day, string Time, string Text, bool IsRead);

/// <summary>消息: what the member was told, by day. Whoever opens one has read it, and sees what it is about.</summary>
internal sealed class NoticesModel(NoticeReader reader, LedgerWriter writer, ReferenceData reference, Text text, Platform.Clock clock)
    : PageModel
{
    private const int PageSize = 10;

    public IReadOnlyList<IGrouping<DateOnly, ToldNotice>> Days { get; private set; } = [];

    public string? NextCursor { get; private set; }

    public DateOnly Today => reference.Programme.Calendar.DateOf(clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var calendar = reference.Programme.Calendar;
        var words = new NoticeWords(calendar, text.IsChinese);
        var page = await reader.PageOfAsync(User.Id(), PageRequest.OfSite(HttpContext, PageSize), cancellationToken);
        NextCursor = page.NextCursor;
        Days =
        [
            .. page.Data
                .Select(one => new ToldNotice(
                    one.Notice.Id,
                    calendar.DateOf(one.Notice.At),
                    text.TimeOfDay(one.Notice.At),
                    words.Of(one.Notice),
                    one.IsRead))
                .GroupBy(notice => notice.Day),
        ];
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? id, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(User.Id(), id ?? "", cancellationToken) is not { } notice)
        {
            return NotFound();
        }

        await writer.SubmitAsync(new ReadNotice(User.Id(), notice.Id));
        return Redirect(LinkOf(notice));
    }

    /// <summary>Where there is something to do about it, or to see of it.</summary>
    private static string LinkOf(NoticeRow notice) => notice switch
    {
        { Kind: NoticeKind.PointsEnd } => "/entries",
        { OrderId: { } order } => $"/orders/{order}",
        { SlotId: { } slot, Kind: NoticeKind.PlaceOffered } => $"/slots/{slot}/waiting",
        { SlotId: { } slot } => $"/slots/{slot}",
        _ => "/notices",
    };
}
