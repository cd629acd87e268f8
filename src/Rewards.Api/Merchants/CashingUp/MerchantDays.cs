using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Merchants.CashingUp;

/// <param name="Count" example="42">How many purchases were captured.</param>
/// <param name="GrossFen" example="369600">Their prices before the discount, in fen.</param>
/// <param name="Points" example="12600">Points that they took.</param>
/// <param name="DiscountFen" example="126000">What those are worth, in fen.</param>
/// <param name="CashInFen" example="243600">What was to be paid in money, in fen.</param>
public sealed record DayCaptures(long Count, long GrossFen, long Points, long DiscountFen, long CashInFen)
{
    internal static DayCaptures None { get; } = new(0, 0, 0, 0, 0);
}

/// <param name="Count" example="2">How many refunds were made, whenever the purchase was.</param>
/// <param name="GrossFen" example="8800">Of the gross, points' worth and cash together, in fen.</param>
/// <param name="Points" example="300">Points that went back to members.</param>
/// <param name="DiscountFen" example="3000">What those are worth, in fen.</param>
/// <param name="CashOutFen" example="5800">What was to be paid back in money, in fen.</param>
public sealed record DayRefunds(long Count, long GrossFen, long Points, long DiscountFen, long CashOutFen)
{
    internal static DayRefunds None { get; } = new(0, 0, 0, 0, 0);
}

/// <summary>What a merchant's day adds up to.</summary>
/// <param name="Date">The business date.</param>
/// <param name="IsOver">Whether the day is over: its figures will not change any more.</param>
/// <param name="Captures">Purchases captured on that day.</param>
/// <param name="Refunds">Refunds made on that day.</param>
public sealed record MerchantDayResponse(DateOnly Date, bool IsOver, DayCaptures Captures, DayRefunds Refunds);

/// <summary>Adds up what was captured and what was refunded within one business date.</summary>
internal sealed class MerchantDays(RewardsDb db, ReferenceData reference, Clock clock)
{
    /// <exception cref="BindingException">Not a day, or one that has not begun.</exception>
    public async Task<MerchantDayResponse> ReadAsync(
        string merchantId, string date, DayFilter filter, CancellationToken cancellationToken)
    {
        var calendar = reference.Programme.Calendar;
        var (day, today) = (Period.ReadDay("date", date), calendar.DateOf(clock.GetUtcNow()));
        if (day > today)
        {
            throw BindingException.Invalid("date", $"must not be after today, {today:yyyy-MM-dd}");
        }

        var period = new Period(calendar.StartOf(day), calendar.EndOf(day));
        var purchases = Places.RungUpAt(
            db.Redemptions.Where(row => row.MerchantId == merchantId),
            (filter.Store, filter.Terminal, filter.Cashier));
        return new MerchantDayResponse(
            day,
            day < today,
            await CapturedAsync(purchases, period, cancellationToken),
            await RefundedAsync(RefundsOf(merchantId, purchases, filter), period, cancellationToken));
    }

    private IQueryable<RefundRow> RefundsOf(string merchantId, IQueryable<RedemptionRow> purchases, DayFilter filter)
    {
        var refunds = db.Refunds.Where(refund => refund.MerchantId == merchantId);
        return filter is { Store: null, Terminal: null, Cashier: null }
            ? refunds
            : refunds.Where(refund => purchases.Any(
                row => row.MemberId == refund.MemberId && row.Id == refund.RedemptionId));
    }

    /// <summary>A capture is never changed by what comes after it: refunds are counted beside it.</summary>
    private static async Task<DayCaptures> CapturedAsync(
        IQueryable<RedemptionRow> purchases, Period day, CancellationToken cancellationToken) =>
        await purchases
            .Where(row => row.CapturedAt >= day.From && row.CapturedAt < day.Until)
            .GroupBy(_ => 1)
            .Select(all => new DayCaptures(
                all.LongCount(),
                all.Sum(row => row.GrossFen),
                all.Sum(row => row.Points),
                all.Sum(row => row.Points * row.FenPerPoint),
                all.Sum(row => row.CashFen)))
            .FirstOrDefaultAsync(cancellationToken) ?? DayCaptures.None;

    private static async Task<DayRefunds> RefundedAsync(
        IQueryable<RefundRow> refunds, Period day, CancellationToken cancellationToken)
    {
        // Ids are made when points come back, so that a day is a range of them.
        var (first, end) = day.Ids(TypeId.Refund);
        return await refunds
            .Where(row => row.Id.CompareTo(first) >= 0 && row.Id.CompareTo(end) < 0)
            .GroupBy(_ => 1)
            .Select(all => new DayRefunds(
                all.LongCount(),
                all.Sum(row => row.AmountFen),
                all.Sum(row => row.Points),
                all.Sum(row => row.AmountFen - row.CashFen),
                all.Sum(row => row.CashFen)))
            .FirstOrDefaultAsync(cancellationToken) ?? DayRefunds.None;
    }
}
