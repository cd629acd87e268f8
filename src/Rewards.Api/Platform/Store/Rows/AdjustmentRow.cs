using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>Persisted by its snake_case name: never renamed.</summary>
public enum AdjustmentStatus
{
    /// <summary>The points moved.</summary>
    Posted = 1,

    /// <summary>Waits for a second person; nothing moved.</summary>
    PendingApproval = 2,
}

/// <summary>Why an operator moves points. Persisted by its snake_case name: never renamed.</summary>
public enum AdjustmentReason
{
    Goodwill = 1,
    Correction = 2,
    Compensation = 3,
    Fraud = 4,
    Test = 5,
}

/// <summary>An operator's giving or taking of points.</summary>
public sealed class AdjustmentRow : IMemberRow
{
    /// <summary>In characters as people count them; the column counts code points.</summary>
    public const int LongestNote = 200;

    public required string MemberId { get; init; }

    public required string Id { get; init; }

    /// <summary>Signed, never 0.</summary>
    public required long Points { get; init; }

    public required AdjustmentReason ReasonCode { get; init; }

    public required string Note { get; init; }

    public required AdjustmentStatus Status { get; set; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AdjustmentRow>
    {
        public void Configure(EntityTypeBuilder<AdjustmentRow> row)
        {
            row.ToTable("adjustment", table => table.HasCheckConstraint("ck_adjustment_points", "points <> 0"));
            row.Property(adjustment => adjustment.Note)
                .HasMaxLength(LongestNote * PlainText.CodePointsPerCharacter);
            row.HasKey(adjustment => new { adjustment.MemberId, adjustment.Id });
        }
    }
}
