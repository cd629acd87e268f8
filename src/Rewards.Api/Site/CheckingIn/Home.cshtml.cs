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
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.CheckingIn;

/// <summary>首页: what the points are worth, the day's check-in, and where everything is.</summary>
[EnableRateLimiting(RateLimits.CheckIns)]
public sealed class HomeModel(
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

    public IEnumerable<string> Categories => reference.Programme.Caps.Keys.Order().Select(WireName.Of);

    public CheckInMonth Month { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (id, moment) = (User.Id(), accounts.Now);
        var account = (await accounts.FindAsync(id, cancellationToken))!;
        var points = PointsResponse.From(account, moment.Programme.Rate);
        (Points, Held, WorthFen) = (points.Spendable, points.Held, points.WorthFen);
        EndingSoon = points.Expiring is [var first, ..] && first.ExpiresOn.DayNumber - moment.Today.DayNumber <= Soon
            ? (first.Points, first.ExpiresOn.DayNumber - moment.Today.DayNumber)
            : null;
        var (begin, end) = (moment.Today.AddDays(1 - moment.Today.Day), moment.Today.AddDays(1));
        Month = new CheckInMonth(
            moment.Today, await db.CheckInsOf(id, begin, end).ToListAsync(cancellationToken));
        Week = CheckInWeek.Of(Earning, account.Streak.DaysOn(moment.Today), Month.IsTodayDone);
        var since = moment.Programme.Calendar.StartOf(begin);
        FriendsThisMonth = await db.InvitationsOf(id)
            .CountAsync(row => row.RegisteredAt >= since, cancellationToken);
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
            var done = outcome.Value;
            notices.Tell("check_in.done", done.Points.Value, done.StreakDays);
        }
        else if (await JustDoneAsync() is { } row)
        {
            notices.Tell("check_in.done", row.Points, row.StreakDays);
        }
        else
        {
            notices.Tell("check_in.already");
        }

        return Redirect("/");
    }
}
