using Rewards.Domain.Expiring;
using Rewards.Domain.Ledger;

namespace Rewards.Domain.Redeeming;

/// <summary>Takes a hold, wholly or in part.</summary>
public static class Capture
{
    /// <param name="redemption">As stored.</param>
    /// <param name="points">
    /// 1 to what is held; null: all of it. Fewer: the points that expire soonest are taken, the rest is released.
    /// </param>
    /// <param name="account">The member's account.</param>
    /// <param name="moment">When and under which rules.</param>
    /// <returns>
    /// Refuses <c>redemption_not_held</c>, <c>capture_exceeds_hold</c>, and <c>capture_needs_points</c> for 0 of a
    /// positive hold.
    /// </returns>
    public static Outcome<RedemptionChange> Decide(
        Redemption redemption, Points? points, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        if (Refuse(redemption, points, change.Moment.Now) is { } refusal)
        {
            return refusal;
        }

        if (redemption.Points.IsZero)
        {
            return new RedemptionChange(Completed(redemption, [], change.Moment.Now), change);
        }

        var held = HoldOf(redemption, change).Lots;
        var taken = held.TakeFirst(points ?? redemption.Points);
        change = change.Post(new Movement(
            EntryKind.Capture,
            LedgerAccount.Held,
            LedgerAccount.Merchant(redemption.MerchantId),
            [.. taken.Select(Slice.OutOf)])
        {
            Reference = redemption.Id,
        });
        change = GiveBack.Held(change, EntryKind.Release, redemption.Id, held.Without(taken));
        return new RedemptionChange(Completed(redemption, taken, change.Moment.Now), change);
    }

    /// <summary>
    /// The redemption as captured: points, discount and cash are those of what was taken; the gross stays.
    /// </summary>
    internal static Redemption Completed(Redemption redemption, IReadOnlyList<LotPoints> taken, DateTimeOffset now) =>
        redemption with
        {
            Status = RedemptionStatus.Captured,
            CapturedAt = now,
            Points = taken.Sum(lot => lot.Points),
            Spent = [.. taken.Select(lot => new SpentLot(lot.Lot, lot.Points, Points.Zero))],
        };

    /// <summary>A redemption that is no longer held, also by time, can't be captured or released.</summary>
    internal static Refusal? NotHeld(Redemption redemption, DateTimeOffset now)
    {
        var status = redemption.StatusAt(now);
        return status == RedemptionStatus.Held
            ? null
            : new Refusal("redemption_not_held", "The redemption is not held any more.")
            {
                Facts = new Dictionary<string, object> { ["redemption_status"] = status },
            };
    }

    internal static Hold HoldOf(Redemption redemption, LedgerChange change) =>
        change.Account.FindHold(redemption.Id)
            ?? throw new LedgerException($"Redemption {redemption.Id} is held, but the account has no hold for it.");

    private static Refusal? Refuse(Redemption redemption, Points? points, DateTimeOffset now)
    {
        if (NotHeld(redemption, now) is { } notHeld)
        {
            return notHeld;
        }

        if (points > redemption.Points)
        {
            return new Refusal(
                "capture_exceeds_hold",
                $"{redemption.Points} points are held, {points} were to be captured.",
                $"已冻结 {redemption.Points} 积分，要扣减 {points}。")
            {
                Facts = new Dictionary<string, object> { ["held_points"] = redemption.Points.Value },
            };
        }

        return points < new Points(1) && !redemption.Points.IsZero
            ? new Refusal("capture_needs_points", "Capture at least 1 point, or release the hold.")
            : null;
    }
}
