using Rewards.Domain.Expiring;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Refunding;

/// <summary>What a refund gave back, and what it did to the redemption and the account.</summary>
/// <param name="Amount">Of the gross: points' worth and cash together.</param>
/// <param name="Split">The two parts of it.</param>
public sealed record Refunded(Fen Amount, RefundSplit Split, Redemption Redemption, LedgerChange Ledger);

/// <summary>Gives back after a capture, wholly or in parts.</summary>
public static class Refund
{
    /// <param name="redemption">As stored.</param>
    /// <param name="amount">Of the gross, at least 1; null: all that is left.</param>
    /// <param name="account">The member's account.</param>
    /// <param name="moment">When and under which rules.</param>
    /// <returns>
    /// Refuses <c>redemption_not_captured</c>, <c>refund_exceeds_capture</c> or <c>refund_not_divisible</c>.
    /// </returns>
    public static Outcome<Refunded> Decide(Redemption redemption, Fen? amount, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var left = LeftOf(redemption);
        var asked = amount ?? redemption.Purchase.Gross - redemption.RefundedGross;
        if (Refuse(redemption, asked, change.Moment.Now) is { } refusal)
        {
            return refusal;
        }

        var split = RefundSplit.Of(asked, left, redemption.Rate);
        if (split.Refusal is { } notDivisible)
        {
            return notDivisible;
        }

        return Exactly(redemption, split.Value, change);
    }

    /// <summary>Gives back what whoever calls has divided, of a captured redemption.</summary>
    /// <exception cref="LedgerException">It is more than is left.</exception>
    public static Refunded Exactly(Redemption redemption, RefundSplit split, LedgerChange change)
    {
        var (left, amount) = (LeftOf(redemption), redemption.Rate.Worth(split.Points) + split.Cash);
        if (redemption.Status != RedemptionStatus.Captured || split.Points > left.Points || split.Cash > left.Cash)
        {
            throw new LedgerException($"Redemption {redemption.Id} has not what is to be given back of it.");
        }

        var back = LotsToGiveBack(redemption, split.Points);
        return new Refunded(
            amount,
            split,
            redemption with
            {
                RefundedGross = redemption.RefundedGross + amount,
                Spent = [.. redemption.Spent.Select(lot => WithRefund(lot, back))],
            },
            GiveBack.Spent(change, redemption.MerchantId, redemption.Id, back));
    }

    private static RefundSplit LeftOf(Redemption redemption)
    {
        var points = redemption.Points - redemption.RefundedPoints;
        var gross = redemption.Purchase.Gross - redemption.RefundedGross;
        return new RefundSplit(points, gross - redemption.Rate.Worth(points));
    }

    private static Refusal? Refuse(Redemption redemption, Fen asked, DateTimeOffset now)
    {
        if (redemption.Status != RedemptionStatus.Captured)
        {
            return new Refusal("redemption_not_captured", "Only a captured redemption can be refunded.")
            {
                Facts = new Dictionary<string, object> { ["redemption_status"] = redemption.StatusAt(now) },
            };
        }

        var left = redemption.Purchase.Gross - redemption.RefundedGross;
        return asked > left || asked.Value < 1
            ? new Refusal(
                "refund_exceeds_capture",
                $"{left} fen are left to refund, {asked} were asked for.",
                $"剩余可退 {left} 分，请求退 {asked} 分。")
            {
                Facts = new Dictionary<string, object> { ["refundable_fen"] = left.Value },
            }
            : null;
    }

    /// <summary>The points that expire latest first: the kindest to the member.</summary>
    private static IReadOnlyList<LotPoints> LotsToGiveBack(Redemption redemption, Points points) =>
        redemption.Spent
            .Where(lot => !lot.Left.IsZero)
            .OrderByDescending(lot => lot.Lot)
            .Select(lot => new LotPoints(lot.Lot, lot.Left))
            .TakeFirst(points);

    private static SpentLot WithRefund(SpentLot lot, IReadOnlyList<LotPoints> back) =>
        lot with { Refunded = lot.Refunded + back.Where(part => part.Lot == lot.Lot).Sum(part => part.Points) };
}
