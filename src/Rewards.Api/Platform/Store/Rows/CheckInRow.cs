using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>One day on which a member checked in. Its key makes a second one on that day impossible.</summary>
public sealed class CheckInRow : IMemberRow
{
    public required string MemberId { get; init; }

    public required DateOnly Date { get; init; }

    public required long Points { get; init; }

    public required long StreakDays { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CheckInRow>
    {
        public void Configure(EntityTypeBuilder<CheckInRow> row) =>
            row.ToTable("check_in").HasKey(checkIn => new { checkIn.MemberId, checkIn.Date });
    }
}
