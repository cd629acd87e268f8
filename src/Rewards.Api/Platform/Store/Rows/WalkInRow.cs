using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>People who came to a slot without an order: a number, never a person.</summary>
public sealed record WalkInRow : ISlotRow
{
    public required string SlotId { get; init; }

    /// <summary>The first of the places that they took, among all that people without an order took there, from 1.</summary>
    public required int FromPlace { get; init; }

    public required int Places { get; init; }

    public required int People { get; init; }

    /// <summary>Which class of people they were of; null: nobody asked.</summary>
    public Eligibility? Eligibility { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WalkInRow>
    {
        public void Configure(EntityTypeBuilder<WalkInRow> row)
        {
            row.ToTable("walk_in", table => table.HasCheckConstraint(
                "ck_walk_in_people", "from_place >= 1 AND places >= 1 AND people >= places"));
            row.HasKey(party => new { party.SlotId, party.FromPlace });
        }
    }
}
