using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Supplying;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A member's place in the queue of a slot: one, which is used again by who comes back.</summary>
public sealed record WaitingRow : ISlotRow
{
    /// <summary>What <see cref="Queue"/> says of those that are open.</summary>
    public const string InQueue = "open";

    public required string SlotId { get; init; }

    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required string OfferId { get; init; }

    /// <summary>As the version called it when the member joined.</summary>
    public required string Title { get; init; }

    /// <summary>Tickets.</summary>
    public required int Quantity { get; init; }

    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>As stored: time may have ended it since.</summary>
    public required WaitingStatus Status { get; init; }

    /// <summary>Null: it is over.</summary>
    public string? Queue { get; init; }

    /// <summary>Null: nothing was offered yet.</summary>
    public DateTimeOffset? OfferedUntil { get; init; }

    /// <summary>When its offer ends, while it has one: what the job looks for.</summary>
    public DateTimeOffset? LapsesAt { get; init; }

    public required int MinutesBefore { get; init; }

    /// <summary>Two who pick the same entry notice each other.</summary>
    public long Version { get; init; }

    public WaitingEntry ToEntry() => new(Id, MemberId, Quantity, JoinedAt, Status)
    {
        OfferedUntil = OfferedUntil,
        MinutesBefore = MinutesBefore,
    };

    /// <summary>With what becomes of it.</summary>
    public WaitingRow With(WaitingEntry entry) => this with
    {
        Status = entry.Status,
        Queue = entry.IsOpen ? InQueue : null,
        OfferedUntil = entry.OfferedUntil,
        LapsesAt = entry.Status == WaitingStatus.Offered ? entry.OfferedUntil : null,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<WaitingRow>
    {
        public void Configure(EntityTypeBuilder<WaitingRow> row)
        {
            row.ToTable("waiting", table => table.HasCheckConstraint(
                "ck_waiting_queue", "quantity >= 1 AND (queue IS NOT NULL) = (status IN ('waiting', 'offered')) AND (lapses_at IS NOT NULL) = (status = 'offered')"));
            row.HasKey(entry => new { entry.SlotId, entry.MemberId });
            row.Property(entry => entry.Id).IsRequired();
            row.HasIndex(entry => new { entry.SlotId, entry.Queue }).HasFilter("queue IS NOT NULL");
            row.HasIndex(entry => entry.MemberId);
            row.HasIndex(entry => entry.LapsesAt).HasFilter("lapses_at IS NOT NULL");
            row.Property(entry => entry.Version).IsConcurrencyToken();
            row.Property(entry => entry.Title).HasMaxLength(OfferContent.LongestTitle * PlainText.CodePointsPerCharacter);
        }
    }
}
