using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>One purchase paid partly with points.</summary>
public sealed record RedemptionRow : IMemberRow
{
    /// <summary>Code points of 64 characters as people count them.</summary>
    private const int LongestPlace = 4 * 64;

    public required string MemberId { get; init; }

    /// <summary>
    /// Made at <see cref="HeldAt"/>: ids sort by time, so that a merchant's period is a range of ids.
    /// </summary>
    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public required string OrderNo { get; init; }

    public string? Store { get; init; }

    public string? Terminal { get; init; }

    public string? Cashier { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>; null: none.</summary>
    public string? Metadata { get; init; }

    /// <summary>The member's order that it pays for; null: a till's purchase.</summary>
    public string? OrderId { get; init; }

    /// <summary>Held, captured or released; that a hold is over is decided by time and never stored.</summary>
    public required RedemptionStatus Status { get; init; }

    public required long GrossFen { get; init; }

    public required long Points { get; init; }

    public required long FenPerPoint { get; init; }

    /// <summary>
    /// Stored although it follows from the others, so that the database can be checked against itself.
    /// </summary>
    public required long CashFen { get; init; }

    public required int ProgrammeVersion { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public DateTimeOffset? HoldExpiresAt { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public long RefundedFen { get; init; }

    public long RefundedPoints { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>; null until captured, and for 0 points.</summary>
    public string? Spent { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>.</summary>
    public required string Items { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>.</summary>
    public required string Limits { get; init; }

    public static RedemptionRow From(Redemption redemption) => new RedemptionRow
    {
        MemberId = redemption.MemberId,
        Id = redemption.Id,
        MerchantId = redemption.MerchantId,
        OrderNo = redemption.OrderNo,
        Store = redemption.PointOfSale.Store,
        Terminal = redemption.PointOfSale.Terminal,
        Cashier = redemption.PointOfSale.Cashier,
        Metadata = LedgerJson.Write(redemption.PointOfSale.Metadata),
        OrderId = redemption.OrderId,
        Status = redemption.Status,
        GrossFen = redemption.Purchase.Gross.Value,
        Points = redemption.Points.Value,
        FenPerPoint = redemption.Rate.FenPerPoint,
        CashFen = redemption.Cash.Value,
        ProgrammeVersion = redemption.ProgrammeVersion,
        HeldAt = redemption.HeldAt,
        HoldExpiresAt = redemption.HoldExpiresAt,
        Items = LedgerJson.Write(redemption.Purchase.Lines),
        Limits = LedgerJson.Write(redemption.Limits),
    }.With(redemption);

    /// <exception cref="LedgerException">The row is damaged.</exception>
    public Redemption ToRedemption() => new()
    {
        Id = Id,
        MemberId = MemberId,
        MerchantId = MerchantId,
        OrderNo = OrderNo,
        Status = Status,
        Purchase = Purchase.Of(LedgerJson.ReadLines(Items)).Value,
        PointOfSale = ReadPointOfSale(),
        OrderId = OrderId,
        Points = new Points(Points),
        Rate = new PointRate(FenPerPoint),
        Limits = LedgerJson.ReadLimits(Limits),
        ProgrammeVersion = ProgrammeVersion,
        HeldAt = HeldAt,
        HoldExpiresAt = HoldExpiresAt,
        CapturedAt = CapturedAt,
        Spent = LedgerJson.ReadSpent(Spent),
        RefundedGross = new Fen(RefundedFen),
    };

    private PointOfSale ReadPointOfSale() => new()
    {
        Store = Store,
        Terminal = Terminal,
        Cashier = Cashier,
        Metadata = LedgerJson.ReadMetadata(Metadata),
    };

    /// <summary>With what a capture, release or refund changes; the rest is as it was.</summary>
    public RedemptionRow With(Redemption redemption) => this with
    {
        HoldExpiresAt = redemption.HoldExpiresAt,
        Status = redemption.Status,
        Points = redemption.Points.Value,
        CashFen = redemption.Cash.Value,
        CapturedAt = redemption.CapturedAt,
        RefundedFen = redemption.RefundedGross.Value,
        RefundedPoints = redemption.RefundedPoints.Value,
        Spent = LedgerJson.Write(redemption.Spent),
    };

    internal sealed class Configuration : IEntityTypeConfiguration<RedemptionRow>
    {
        public void Configure(EntityTypeBuilder<RedemptionRow> row)
        {
            row.ToTable("redemption", table =>
            {
                table.HasCheckConstraint("ck_redemption_parts", "points * fen_per_point + cash_fen = gross_fen");
                table.HasCheckConstraint("ck_redemption_cash", "cash_fen >= 0 AND points >= 0");
                table.HasCheckConstraint("ck_redemption_refunded", "refunded_fen BETWEEN 0 AND gross_fen");
                table.HasCheckConstraint("ck_redemption_refunded_points", "refunded_points BETWEEN 0 AND points");
            });
            row.HasKey(redemption => new { redemption.MemberId, redemption.Id });
            row.HasIndex(redemption => new { redemption.MerchantId, redemption.Id });

            // A merchant's day. A hold is not in it, so that the index costs one insert a purchase.
            row.HasIndex(redemption => new { redemption.MerchantId, redemption.CapturedAt })
                .HasFilter("captured_at IS NOT NULL");
            row.Property(redemption => redemption.Store).HasMaxLength(LongestPlace);
            row.Property(redemption => redemption.Terminal).HasMaxLength(LongestPlace);
            row.Property(redemption => redemption.Cashier).HasMaxLength(LongestPlace);
        }
    }
}
