using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>What a member is told. Persisted by its snake_case name: never renamed.</summary>
public enum NoticeKind
{
    /// <summary>What was ordered does not take place; everything came back.</summary>
    SlotCancelled = 1,

    /// <summary>Its time or place is another one.</summary>
    SlotMoved = 2,

    /// <summary>A place is kept for who waited.</summary>
    PlaceOffered = 3,

    /// <summary>A merchant or an operator cancelled the order.</summary>
    OrderCancelled = 4,

    /// <summary>What was not fetched or used in time was given back.</summary>
    OrderUnused = 5,

    /// <summary>It was not paid in time.</summary>
    OrderExpired = 7,

    /// <summary>What was paid came too late, or twice, and goes back.</summary>
    PaymentReturned = 8,

    /// <summary>Points end soon. Computed, never stored.</summary>
    PointsEnd = 6,
}

/// <summary>What a member is told, by whatever command has done it.</summary>
public sealed record NoticeRow : IAppendOnlyRow
{
    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required NoticeKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null: it is about none.</summary>
    public string? OrderId { get; init; }

    /// <summary>Null: it is about none.</summary>
    public string? SlotId { get; init; }

    /// <summary>Of what was ordered, or is waited for.</summary>
    public required string Title { get; init; }

    /// <summary>When it is; where it moved, from now on. Null: it has no time.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Up to when there is something to do about it; null: there is not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>As the merchant or the operator wrote it; null: nobody did.</summary>
    public string? Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoticeRow>
    {
        public void Configure(EntityTypeBuilder<NoticeRow> row)
        {
            row.ToTable("notice").HasKey(notice => new { notice.MemberId, notice.Id });
            row.Property(notice => notice.Title).HasMaxLength(OfferContent.LongestTitle * PlainText.CodePointsPerCharacter);
            row.Property(notice => notice.Reason).HasMaxLength(SlotRow.LongestReason * PlainText.CodePointsPerCharacter);
        }
    }
}

/// <summary>That a member has read a notice, also one that is computed.</summary>
public sealed record NoticeReadRow : IAppendOnlyRow
{
    public required string MemberId { get; init; }

    public required string NoticeId { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoticeReadRow>
    {
        public void Configure(EntityTypeBuilder<NoticeReadRow> row) =>
            row.ToTable("notice_read").HasKey(read => new { read.MemberId, read.NoticeId });
    }
}
