using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A time with places.</summary>
[CounterMost("\"capacity\" - \"walk_in_places\"")]
public sealed record SlotRow : ISlotRow, IReliedOnRow, ITalliedRow
{
    /// <summary>Of one slot.</summary>
    public const int MostPlaces = 100_000;

    public const int LongestResource = 40;

    public const int LongestReason = 200;

    public required string SlotId { get; init; }

    public required string OfferId { get; init; }

    public required string MerchantId { get; init; }

    public string? VenueId { get; init; }

    /// <summary>Where in the venue: 1号场; empty: not said.</summary>
    public required string Resource { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Null: what the offer's live version says.</summary>
    public long? PriceFen { get; init; }

    public required int Capacity { get; init; }

    /// <summary>Places of tickets that are not cancelled, and of open offers to who waits.</summary>
    public int Taken { get; init; }

    /// <summary>Places whose ticket was used.</summary>
    [Tally]
    public int Used { get; init; }

    /// <summary>Places kept for, or given to, people without an order: nobody can order these.</summary>
    [Tally]
    public int WalkInPlaces { get; init; }

    /// <summary>
    /// Places given to people without an order. More than are kept for them: who had the others did not come.
    /// </summary>
    [Tally]
    public int WalkInTaken { get; init; }

    /// <summary>People who came in with a ticket.</summary>
    [Tally]
    public int Admitted { get; init; }

    /// <summary>People who came in without one.</summary>
    [Tally]
    public int WalkIns { get; init; }

    /// <summary>Open entries in its queue.</summary>
    [Tally]
    public int Waiting { get; init; }

    /// <summary>Raised when it moves or is cancelled: who relied on how it was is told.</summary>
    public int ChangeSeq { get; init; }

    /// <summary>How often it moved, to another time or venue.</summary>
    public int Moves { get; init; }

    /// <summary>When it last did; null: never.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>When it last moved or was cancelled: its orders have to follow. Null: never.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public string? CancelReason { get; init; }

    /// <summary>Once it was cancelled or moved: how many orders have to follow.</summary>
    public int OrdersToCarry { get; init; }

    /// <summary>How many of these did.</summary>
    public int OrdersCarried { get; init; }

    /// <summary>When the last of them had; null: not yet, or there was nothing to follow.</summary>
    public DateTimeOffset? CarriedOutAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public SlotMove Move => new(Times, VenueId, Moves, MovedAt ?? CreatedAt);

    public SlotTimes Times =>
        new(StartsAt, EndsAt, CancelledAt is not null, new SlotPlaces(Capacity, Taken, Used, WalkInPlaces, WalkInTaken));

    string ICounterRow.Key => SlotId;

    long ICounterRow.Taken => Taken;

    long ICounterRow.Most => Capacity - WalkInPlaces;

    ICounterRow ICounterRow.Plus(long amount) => this with { Taken = checked(Taken + (int)amount) };

    ITalliedRow ITalliedRow.Plus(Tally tally) => this with
    {
        Used = Used + tally.Of(nameof(Used)),
        WalkInPlaces = WalkInPlaces + tally.Of(nameof(WalkInPlaces)),
        WalkInTaken = WalkInTaken + tally.Of(nameof(WalkInTaken)),
        Admitted = Admitted + tally.Of(nameof(Admitted)),
        WalkIns = WalkIns + tally.Of(nameof(WalkIns)),
        Waiting = Waiting + tally.Of(nameof(Waiting)),
    };

    internal sealed class Configuration : IEntityTypeConfiguration<SlotRow>
    {
        public void Configure(EntityTypeBuilder<SlotRow> row)
        {
            row.ToTable("slot", table =>
            {
                table.HasCheckConstraint("ck_slot_time", "starts_at < ends_at");
                table.HasCheckConstraint(
                    "ck_slot_places", "taken >= 0 AND used >= 0 AND walk_in_places >= 0 AND walk_in_taken >= 0 AND waiting >= 0 AND taken + walk_in_places <= capacity");
            });
            row.HasKey(slot => slot.SlotId);
            row.Ignore(slot => slot.Times);
            row.Ignore(slot => slot.Move);

            // That one offer has one slot at one time and place, no shard could see: who makes slots holds the
            // reference lock, and looks first.
            row.HasIndex(slot => new { slot.OfferId, slot.StartsAt });
            row.HasIndex(slot => slot.EndsAt);
            row.HasIndex(slot => slot.ChangedAt).HasFilter("changed_at IS NOT NULL AND carried_out_at IS NULL");

            // The job looks for places that came free without anybody's doing.
            row.HasIndex(slot => slot.StartsAt).HasFilter("waiting > 0");
            row.HasIndex(slot => new { slot.VenueId, slot.StartsAt });
        }
    }
}
