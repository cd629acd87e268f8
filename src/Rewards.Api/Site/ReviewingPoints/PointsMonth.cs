namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>One thing that happened to the points, as a citizen counts: a purchase is one.</summary>
/// <param name="At">When it began.</param>
/// <param name="Link">To what explains it.</param>
/// <param name="Title">Who or what for.</param>
/// <param name="Detail">What was bought, or why; null: the title says it all.</param>
/// <param name="Status">How far a purchase got, in words; null: it is none.</param>
/// <param name="Points">What the member gained, or lost (negative), by it within the month.</param>
/// <param name="Held">Points set aside for a purchase under way; null: none are.</param>
/// <param name="Untaken">Points that were asked for, none of which is gone; null: some are, or may be.</param>
public sealed record PointsRow(
    DateTimeOffset At,
    string Link,
    string Title,
    string? Detail,
    string? Status,
    long Points,
    long? Held = null,
    long? Untaken = null);

/// <summary>A month of points. Its head is the sum of its rows.</summary>
/// <param name="Month">Which.</param>
/// <param name="Rows">Newest first.</param>
public sealed record PointsMonth(ListMonth Month, IReadOnlyList<PointsRow> Rows)
{
    public long Income => Rows.Where(row => row.Points > 0).Sum(row => row.Points);

    /// <summary>Negative, or 0.</summary>
    public long Spending => Rows.Where(row => row.Points < 0).Sum(row => row.Points);
}
