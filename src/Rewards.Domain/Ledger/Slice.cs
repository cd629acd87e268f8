namespace Rewards.Domain.Ledger;

/// <summary>Points moving from one lot to another, or to or from outside the member's lots.</summary>
/// <param name="From">
/// Null: from outside (newly issued). In a refund, the lot that the points had been spent from.
/// </param>
/// <param name="To">Null: to outside (spent, expired, withdrawn).</param>
/// <param name="Points">At least 1.</param>
public readonly record struct Slice(LotKey? From, LotKey? To, Points Points)
{
    public static Slice Into(LotKey lot, Points points) => new(null, lot, points);

    public static Slice OutOf(LotPoints lot) => new(lot.Lot, null, lot.Points);

    /// <summary>Points that change hands but stay in their lot: set aside, or given back.</summary>
    public static Slice Within(LotPoints lot) => new(lot.Lot, lot.Lot, lot.Points);
}
