using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.CheckingIn;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.CheckingIn;

/// <summary>首页: what the points are worth, the day's check-in, and where everything is.</summary>
[EnableRateLimiting(RateLimits.CheckIns)]
public sealed class HomeModel(
    CurrentAccounts accounts, RewardsDb db, LedgerWriter writer, ReferenceData reference, Notices notices) : PageModel
{
    private EarningRules Earning => reference.Programme.Earning;

    public long Points { get; private set; }

    public long Held { get; private set; }

    public long WorthFen { get; private set; }

    /// <summary>What expires first; null where there is nothing to expire.</summary>
    public ExpiringPoints? Next { get; private set; }

    public long StreakDays { get; private set; }

    /// <summary>Null where the programme gives no bonus.</summary>
    public long? DaysToBonus { get; private set; }

    public long BonusPoints => Earning.StreakBonusPoints.Value;

    /// <summary>What a check-in brings today.</summary>
    public long TodaysPoints => Earning.CheckInPoints.Value + (DaysToBonus == 1 ? BonusPoints : 0);

    public CheckInMonth Month { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (id, moment) = (User.Id(), accounts.Now);
        var account = (await accounts.FindAsync(id, cancellationToken))!;
        var points = PointsResponse.From(account, moment.Programme.Rate);
        (Points, Held, WorthFen, Next) =
            (points.Spendable, points.Held, points.WorthFen, points.Expiring is [var first, ..] ? first : null);
        StreakDays = account.Streak.DaysOn(moment.Today);
        DaysToBonus = Earning.StreakBonusPoints.IsZero
            ? null
            : Earning.StreakBonusEveryDays - (StreakDays % Earning.StreakBonusEveryDays);

        var (begin, end) = (moment.Today.AddDays(1 - moment.Today.Day), moment.Today.AddDays(1));
        Month = new CheckInMonth(moment.Today, await db.CheckIns
            .Where(row => row.MemberId == id && row.Date >= begin && row.Date < end)
            .Select(row => row.Date)
            .ToListAsync(cancellationToken));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await writer.SubmitAsync(new CheckInToday(User.Id()));
        if (outcome.Refusal is null)
        {
            var done = outcome.Value;
            notices.Tell("check_in.done", done.Points.Value, done.StreakDays);
        }
        else
        {
            notices.Tell("check_in.already");
        }

        return Redirect("/");
    }
}
