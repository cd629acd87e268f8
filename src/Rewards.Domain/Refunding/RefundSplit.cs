namespace Rewards.Domain.Refunding;

/// <summary>How a refund divides into points and cash.</summary>
/// <param name="Points">Given back in points.</param>
/// <param name="Cash">Given back in money.</param>
public readonly record struct RefundSplit(Points Points, Fen Cash)
{
    /// <summary>
    /// Pro rata in what is left, rounded down in points, then moved as little as needed so that neither the points nor
    /// the cash left would be overdrawn. So the parts of any series of refunds add up exactly.
    /// </summary>
    /// <param name="amount">Of the gross, at least 1 and at most what is left.</param>
    /// <param name="left">Points and cash not refunded yet.</param>
    /// <param name="rate">The redemption's own, not today's.</param>
    /// <returns>
    /// Refuses <c>refund_not_divisible</c>, with the nearest amounts that would do; null for the one below where there
    /// is none.
    /// </returns>
    public static Outcome<RefundSplit> Of(Fen amount, RefundSplit left, PointRate rate)
    {
        var gross = rate.Worth(left.Points) + left.Cash;

        // Fewest: what cash alone can't cover has to be points. Most: whole points that fit into the amount.
        var fewest = Math.Max(0, CeilingOf(amount - left.Cash, rate));
        var most = Math.Min(left.Points.Value, rate.Within(amount).Value);
        if (fewest > most)
        {
            return NotDivisible(amount, left, rate);
        }

        var proRata = (long)((Int128)left.Points.Value * amount.Value / gross.Value);
        var points = new Points(Math.Clamp(proRata, fewest, most));
        return new RefundSplit(points, amount - rate.Worth(points));
    }

    private static long CeilingOf(Fen fen, PointRate rate) =>
        fen.Value <= 0 ? 0 : (fen.Value + rate.FenPerPoint - 1) / rate.FenPerPoint;

    // Only reached when the cash left is less than one point's worth: then an amount is whole points plus at most that
    // cash.
    private static Refusal NotDivisible(Fen amount, RefundSplit left, PointRate rate)
    {
        var whole = rate.Worth(rate.Within(amount));
        var below = whole + left.Cash;
        var above = whole + rate.Worth(new Points(1));
        return new Refusal(
            "refund_not_divisible", "Points are whole: this amount can't be split into points and the cash left.")
        {
            Facts = new Dictionary<string, object>
            {
                ["nearest_fen"] = new long?[] { below.Value < 1 ? null : below.Value, above.Value },
            },
        };
    }
}
