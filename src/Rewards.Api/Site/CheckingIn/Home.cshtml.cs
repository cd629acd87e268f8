using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.CheckingIn;
using Rewards.Api.Members.Inviting;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.FindingOffers;
using Rewards.Api.Site.Ordering;
using Rewards.Api.Site.ReviewingPoints;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.CheckingIn;

/// <summary>首页: what the points are worth, the day's check-in, and where everything is.</summary>
[EnableRateLimiting(RateLimits.CheckIns)]
internal sealed class HomeModel(
    CurrentAccounts accounts, RewardsDb db, LedgerWriter writer, ReferenceData reference, Notices notices) : PageModel
{
    /// <summary>Taps that are no further apart than this are one.</summary>
    private static readonly TimeSpan OneTap = TimeSpan.FromSeconds(10);

    /// <summary>Days before their end from which points are spoken of.</summary>
    private const int Soon = 30;

    private EarningRules Earning => reference.Programme.Earning;

    public long Points { get; private set; }

    public long Held { get; private set; }

    public long WorthFen { get; private set; }

    /// <summary>What ends within a month; null: nothing does, and nobody needs to think of it.</summary>
    public (long Points, int Days)? EndingSoon { get; private set; }

    public CheckInWeek Week { get; private set; } = null!;

    public long CheckInPoints => Earning.CheckInPoints.Value;

    public long InvitationPoints => Earning.InvitationPoints.Value;

    public int MostFriends => Earning.InvitationsPerMonth;

    public int FriendsThisMonth { get; private set; }

    public IReadOnlyList<string> Categories { get; } = [.. Enum.GetValues<Category>().Select(WireName.Of)];

    public bool IsTodayDone { get; private set; }

    /// <summary>Days in a row that a missed day has ended; null: none were, or there is a new row already.</summary>
    public long? LostStreak { get; private set; }

    public CheckInMonth Calendar { get; private set; } = null!;

    /// <summary>Whether the visitor leafs through the calendar.</summary>
    public bool IsMonthAsked { get; private set; }

    /// <summary>Today's, the next one; null: there is none.</summary>
    public TodaysOrder? Ticket { get; private set; }

    public IReadOnlyList<OfferCard> FreeOffers { get; private set; } = [];

    public async Task OnGetAsync(
        string? month,
        [FromServices] TodaysTicket tickets,
        [FromServices] FreeThisWeek offers,
        CancellationToken cancellationToken)
    {
        Ticket = await tickets.FindAsync(User.Id(), cancellationToken);
        FreeOffers = await offers.ReadAsync(HttpContext, cancellationToken);
        var (id, moment) = (User.Id(), accounts.Now);
        var account = (await accounts.FindAsync(id, cancellationToken))!;
        var points = PointsResponse.From(account, moment.Programme.Rate);
        (Points, Held, WorthFen) = (points.Spendable, points.Held, points.WorthFen);
        EndingSoon = points.Expiring is [var first, ..] && first.ExpiresOn.DayNumber - moment.Today.DayNumber <= Soon
            ? (first.Points, first.ExpiresOn.DayNumber - moment.Today.DayNumber)
            : null;
        var streak = account.Streak;
        IsTodayDone = streak.LastOn == moment.Today;
        Week = CheckInWeek.Of(Earning, streak.DaysOn(moment.Today), IsTodayDone);
        LostStreak = streak.DaysOn(moment.Today) == 0 && streak.Days > 1 ? streak.Days : null;
        var since = moment.Programme.Calendar.StartOf(moment.Today.AddDays(1 - moment.Today.Day));
        FriendsThisMonth = await db.InvitationsOf(id)
            .CountAsync(row => row.RegisteredAt >= since, cancellationToken);
        await LeafAsync(month, moment, cancellationToken);
    }

    private async Task LeafAsync(string? month, Moment moment, CancellationToken cancellationToken)
    {
        var id = User.Id();
        var createdAt = await db.Members.Where(row => row.MemberId == id)
            .Select(row => row.CreatedAt)
            .SingleAsync(cancellationToken);
        var joined = moment.Programme.Calendar.DateOf(createdAt);
        var shown = ListMonth.Read(month, joined, moment.Today);
        var done = db.CheckInsOf(id, shown.First, shown.First.AddMonths(1));
        Calendar = new CheckInMonth(shown, joined, moment.Today, await done.ToListAsync(cancellationToken));
        IsMonthAsked = month is not null;
    }

    /// <summary>The other one of two taps: its success is what this one is told. Null: it was earlier today.</summary>
    private async Task<CheckInRow?> JustDoneAsync()
    {
        var (id, moment) = (User.Id(), accounts.Now);
        var newest = await db.Entries
            .Where(entry => entry.MemberId == id)
            .OrderByDescending(entry => entry.Seq)
            .FirstAsync(HttpContext.RequestAborted);
        return newest.Kind == EntryKind.CheckIn && newest.At > moment.Now - OneTap
            ? await db.CheckIns.FirstAsync(
                row => row.MemberId == id && row.Date == newest.BusinessDate, HttpContext.RequestAborted)
            : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await writer.SubmitAsync(new CheckInToday(User.Id()));
        if (outcome.Refusal is null)
        {
            Tell(outcome.Value.Points.Value, outcome.Value.StreakDays);
        }
        else if (await JustDoneAsync() is { } row)
        {
            Tell(row.Points, row.StreakDays);
        }
        else
        {
            notices.Tell("check_in.already");
        }

        return Redirect("/");
    }

    private void Tell(long points, long days)
    {
        var bonus = points - Earning.CheckInPoints.Value;
        notices.Tell(bonus > 0 ? "check_in.bonus" : "check_in.done", points, days, bonus);
    }
}
