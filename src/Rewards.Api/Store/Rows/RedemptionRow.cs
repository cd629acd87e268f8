using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Store.Rows;

/// <summary>One purchase paid partly with points.</summary>
public sealed class RedemptionRow : IMemberRow
{
    public required string MemberId { get; init; }

    /// <summary>
    /// Made at <see cref="HeldAt"/>: ids sort by time, so that a merchant's period is a range of ids.
    /// </summary>
    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public required string OrderNo { get; init; }

    /// <summary>Held, captured or released; that a hold is over is decided by time and never stored.</summary>
    public required RedemptionStatus Status { get; set; }

    public required long GrossFen { get; init; }

    public required long Points { get; set; }

    public required long FenPerPoint { get; init; }

    /// <summary>
    /// Stored although it follows from the others, so that the database can be checked against itself.
    /// </summary>
    public required long CashFen { get; set; }

    public required int ProgrammeVersion { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public DateTimeOffset? HoldExpiresAt { get; init; }

    public DateTimeOffset? CapturedAt { get; set; }

    public long RefundedFen { get; set; }

    public long RefundedPoints { get; set; }

    /// <summary>JSON, see <see cref="LedgerJson"/>; null until captured, and for 0 points.</summary>
    public string? Spent { get; set; }

    /// <summary>JSON, see <see cref="LedgerJson"/>.</summary>
    public required string Items { get; init; }

    /// <summary>JSON, see <see cref="LedgerJson"/>.</summary>
    public required string Limits { get; init; }

    public static RedemptionRow From(Redemption redemption)
    {
        var row = new RedemptionRow
        {
            MemberId = redemption.MemberId,
            Id = redemption.Id,
            MerchantId = redemption.MerchantId,
            OrderNo = redemption.OrderNo,
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
        };
        row.Set(redemption);
        return row;
    }

    /// <exception cref="LedgerException">The row is damaged.</exception>
    public Redemption ToRedemption() => new()
    {
        Id = Id,
        MemberId = MemberId,
        MerchantId = MerchantId,
        OrderNo = OrderNo,
        Status = Status,
        Purchase = Purchase.Of(LedgerJson.ReadLines(Items)).Value,
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

    /// <summary>Takes over what a capture, release or refund changes.</summary>
    public void Set(Redemption redemption)
    {
        Status = redemption.Status;
        Points = redemption.Points.Value;
        CashFen = redemption.Cash.Value;
        CapturedAt = redemption.CapturedAt;
        RefundedFen = redemption.RefundedGross.Value;
        RefundedPoints = redemption.RefundedPoints.Value;
        Spent = LedgerJson.Write(redemption.Spent);
    }

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
        }
    }
}
