using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>One giving back after a capture.</summary>
public sealed class RefundRow : IMemberRow
{
    /// <summary>In characters as people count them; the column counts code points.</summary>
    public const int LongestReason = 200;

    public required string MemberId { get; init; }

    public required string RedemptionId { get; init; }

    /// <summary>Made at <see cref="At"/>: a merchant's refunds of a period are a range of ids.</summary>
    public required string Id { get; init; }

    /// <summary>The redemption's, so that a merchant's day is found without it.</summary>
    public required string MerchantId { get; init; }

    public required long AmountFen { get; init; }

    public required long Points { get; init; }

    public required long CashFen { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RefundRow>
    {
        public void Configure(EntityTypeBuilder<RefundRow> row)
        {
            row.ToTable("refund", table =>
                table.HasCheckConstraint("ck_refund_parts", "amount_fen > 0 AND points >= 0 AND cash_fen >= 0"));
            row.Property(refund => refund.Reason).HasMaxLength(LongestReason * PlainText.CodePointsPerCharacter);
            row.HasKey(refund => new { refund.MemberId, refund.RedemptionId, refund.Id });
            row.HasIndex(refund => new { refund.MerchantId, refund.Id });
        }
    }
}
