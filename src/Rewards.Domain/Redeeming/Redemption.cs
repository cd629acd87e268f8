using Rewards.Domain.Ledger;

namespace Rewards.Domain.Redeeming;

/// <summary>How far a redemption got. Persisted by its snake_case name: never renamed.</summary>
public enum RedemptionStatus
{
    /// <summary>
    /// Points are set aside, or were until the hold ended by time: see <see cref="Redemption.StatusAt"/>.
    /// </summary>
    Held = 1,

    /// <summary>Points are spent.</summary>
    Captured = 2,

    /// <summary>The merchant gave the points back.</summary>
    Released = 3,

    /// <summary>The hold ended by time. Never stored: time decides it.</summary>
    Expired = 4,
}

/// <summary>Points that a redemption spent from one lot, and how many of them came back.</summary>
/// <param name="Lot">The lot they were spent from.</param>
/// <param name="Points">At least 1.</param>
/// <param name="Refunded">0 to <paramref name="Points"/>.</param>
public readonly record struct SpentLot(LotKey Lot, Points Points, Points Refunded)
{
    public Points Left => Points - Refunded;
}

/// <summary>One purchase paid partly with points: held, then captured, released or expired; later refunded.</summary>
public sealed record Redemption
{
    public required string Id { get; init; }

    public required string MemberId { get; init; }

    public required string MerchantId { get; init; }

    /// <summary>The merchant's own number of the purchase: unique for the merchant, for ever.</summary>
    public required string OrderNo { get; init; }

    /// <summary>As stored: a hold that ended by time still says <see cref="RedemptionStatus.Held"/>.</summary>
    public required RedemptionStatus Status { get; init; }

    public required Purchase Purchase { get; init; }

    public PointOfSale PointOfSale { get; init; } = PointOfSale.Unstated;

    /// <summary>The member's order that it pays for, which alone changes it; null: a till's purchase.</summary>
    public string? OrderId { get; init; }

    /// <summary>Points held or captured; what a partial capture left out is no longer among them.</summary>
    public required Points Points { get; init; }

    public required PointRate Rate { get; init; }

    public required IReadOnlyList<Limit> Limits { get; init; }

    public required int ProgrammeVersion { get; init; }

    /// <summary>UTC instant at which the points were taken from what the member has available.</summary>
    public required DateTimeOffset HeldAt { get; init; }

    /// <summary>UTC instant from which on (inclusive) the hold is over; null when captured at once.</summary>
    public DateTimeOffset? HoldExpiresAt { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Empty until captured.</summary>
    public IReadOnlyList<SpentLot> Spent { get; init; } = [];

    /// <summary>How much of the gross was refunded, in points and cash together.</summary>
    public Fen RefundedGross { get; init; }

    public Fen Discount => Rate.Worth(Points);

    public Fen Cash => Purchase.Gross - Discount;

    public Points RefundedPoints => Spent.Sum(lot => lot.Refunded);

    /// <summary>Time decides, jobs only book: a hold whose time is over is expired, booked or not.</summary>
    public RedemptionStatus StatusAt(DateTimeOffset now) =>
        Status == RedemptionStatus.Held && now >= HoldExpiresAt ? RedemptionStatus.Expired : Status;
}
