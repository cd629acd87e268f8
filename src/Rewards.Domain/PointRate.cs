namespace Rewards.Domain;

/// <summary>What a point is worth in money.</summary>
/// <param name="FenPerPoint">Whole fen per point, at least 1: with 10, ten points are one yuan.</param>
public readonly record struct PointRate(long FenPerPoint)
{
    /// <summary>Exact: a point is a whole number of fen.</summary>
    public Fen Worth(Points points) => new(checked(points.Value * FenPerPoint));

    /// <summary>
    /// How many points fit into <paramref name="fen"/>. Rounded down: a discount never passes its limit.
    /// </summary>
    public Points Within(Fen fen) => new(fen.Value / FenPerPoint);
}
