namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>
/// How a refund divides into points and cash: the smallest correction of the pro-rata part that adds up.
/// </summary>
internal static class Splitting
{
    /// <returns>Null: no whole number of points does.</returns>
    public static long? PointsOf(long amount, long pointsLeft, long cashLeft)
    {
        var grossLeft = (pointsLeft * Rules.FenPerPoint) + cashLeft;
        var wanted = (long)((decimal)pointsLeft * amount / grossLeft);
        for (var away = 0L; away <= pointsLeft; away++)
        {
            foreach (var points in new[] { wanted - away, wanted + away })
            {
                if (Fits(points, amount, pointsLeft, cashLeft))
                {
                    return points;
                }
            }
        }

        return null;
    }

    /// <summary>The nearest amounts that can be divided, below and above; a refund of nothing is none.</summary>
    public static long?[] Nearest(long amount, long pointsLeft, long cashLeft)
    {
        var (below, above) = (amount, amount);
        while (PointsOf(below, pointsLeft, cashLeft) is null)
        {
            below--;
        }

        while (PointsOf(above, pointsLeft, cashLeft) is null)
        {
            above++;
        }

        return [below > 0 ? below : null, above];
    }

    private static bool Fits(long points, long amount, long pointsLeft, long cashLeft)
    {
        var cash = amount - (points * Rules.FenPerPoint);
        return points >= 0 && points <= pointsLeft && cash >= 0 && cash <= cashLeft;
    }
}
