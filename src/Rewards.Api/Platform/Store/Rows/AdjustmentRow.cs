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

    /// <summary>A second person said no; nothing moved.</summary>
    Rejected = 3,

    /// <summary>Who asked for it took it back; nothing moved.</summary>
    Withdrawn = 4,

    /// <summary>Nobody decided in time; nothing moved. Decided by time and never stored.</summary>
    Lapsed = 5,
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
public sealed record AdjustmentRow : IMemberRow
{
    /// <summary>In characters as people count them; the column counts code points.</summary>
    public const int LongestNote = 200;

    public required string MemberId { get; init; }

    /// <summary>Made at <see cref="RequestedAt"/>: ids sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>Signed, never 0.</summary>
    public required long Points { get; init; }

    public required AdjustmentReason ReasonCode { get; init; }

    public required string Note { get; init; }

    public required AdjustmentStatus Status { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>
    /// SHA-256 of what was asked for and by whom: what a second person agrees to is that and nothing else.
    /// </summary>
    public required byte[] Asked { get; init; }

    /// <summary>
    /// The key of the <see cref="OperatorDayRow"/> that it was taken from; null: it was not posted by one person alone.
    /// </summary>
    public string? OperatorDay { get; init; }

    /// <summary>The second person, or who withdrew it; null: nobody has decided.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public string? DecisionReason { get; init; }

    /// <summary>The member's available points afterwards; null while nothing moved.</summary>
    public long? Balance { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AdjustmentRow>
    {
        public void Configure(EntityTypeBuilder<AdjustmentRow> row)
        {
            row.ToTable("adjustment", table =>
            {
                table.HasCheckConstraint("ck_adjustment_points", "points <> 0");
                table.HasCheckConstraint("ck_adjustment_decided", "(decided_by IS NULL) = (decided_at IS NULL)");
                table.HasCheckConstraint(
                    "ck_adjustment_two_persons", "status NOT IN ('posted', 'rejected') OR decided_by <> requested_by");
            });
            row.Property(adjustment => adjustment.Note)
                .HasMaxLength(LongestNote * PlainText.CodePointsPerCharacter);
            row.Property(adjustment => adjustment.DecisionReason)
                .HasMaxLength(LongestNote * PlainText.CodePointsPerCharacter);
            row.HasKey(adjustment => new { adjustment.MemberId, adjustment.Id });
            row.HasIndex(adjustment => new { adjustment.MemberId, adjustment.OperatorDay });
            row.HasIndex(adjustment => adjustment.Id);
        }
    }
}

/// <summary>Where an adjustment is: with which member.</summary>
public sealed class AdjustmentIndexRow : IKeyedRow
{
    /// <summary>The adjustment's id.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AdjustmentIndexRow>
    {
        public void Configure(EntityTypeBuilder<AdjustmentIndexRow> row) =>
            row.ToTable("adjustment_index").HasKey(index => index.Key);
    }
}

/// <summary>
/// How many points one operator gave and took on one business date without a second person, over all members.
/// </summary>
public sealed record OperatorDayRow : IKeyedRow, ICounterRow
{
    /// <summary>Operator, slash, business date.</summary>
    public required string Key { get; init; }

    public required long Taken { get; init; }

    /// <summary>As the programme had it when the day's first adjustment was made.</summary>
    public required long Most { get; init; }

    public static string KeyOf(string actor, DateOnly day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{actor}/{day:yyyy-MM-dd}");

    public ICounterRow Plus(long amount) => this with { Taken = Taken + amount };

    internal sealed class Configuration : IEntityTypeConfiguration<OperatorDayRow>
    {
        public void Configure(EntityTypeBuilder<OperatorDayRow> row)
        {
            row.ToTable("operator_day", table =>
                table.HasCheckConstraint("ck_operator_day_taken", "taken BETWEEN 0 AND most"));
            row.HasKey(day => day.Key);
        }
    }
}
