namespace Rewards.Domain;

/// <summary>Whole loyalty points. Never a fraction; arithmetic overflows loudly.</summary>
/// <param name="Value">Whole points. May be negative only where a doc comment says "signed".</param>
public readonly record struct Points(long Value) : IComparable<Points>
{
    /// <summary>
    /// Most points that one operation may move (inclusive): far from overflow, far above any real purchase.
    /// </summary>
    public const long MostInOneOperation = 1_000_000_000;

    /// <summary>Most points that a member may have available (inclusive).</summary>
    public const long MostInABalance = 1_000_000_000_000;

    public static Points Zero => default;

    public bool IsZero => Value == 0;

    public static Points operator +(Points left, Points right) => new(checked(left.Value + right.Value));

    public static Points operator -(Points left, Points right) => new(checked(left.Value - right.Value));

    public static bool operator <(Points left, Points right) => left.Value < right.Value;

    public static bool operator >(Points left, Points right) => left.Value > right.Value;

    public static bool operator <=(Points left, Points right) => left.Value <= right.Value;

    public static bool operator >=(Points left, Points right) => left.Value >= right.Value;

    public static Points Min(Points left, Points right) => left < right ? left : right;

    public int CompareTo(Points other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Adds up points.</summary>
public static class PointsSum
{
    public static Points Sum<T>(this IEnumerable<T> items, Func<T, Points> points) =>
        items.Aggregate(Points.Zero, (sum, item) => sum + points(item));
}
