using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A person, as far as the programme knows them.</summary>
public sealed class MemberRow : IMemberRow
{
    public required string MemberId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Where WeChat keeps their picture; null until they wanted it shown here.</summary>
    public string? PictureUrl { get; init; }

    public required string InviteCode { get; init; }

    /// <summary>Who brought them; kept even when it earned nothing.</summary>
    public string? InvitedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MemberRow>
    {
        public void Configure(EntityTypeBuilder<MemberRow> row)
        {
            row.ToTable("member").HasKey(member => member.MemberId);
            row.Property(member => member.DisplayName)
                .HasMaxLength(DisplayNames.Longest * PlainText.CodePointsPerCharacter);
            row.Property(member => member.PictureUrl).HasMaxLength(512);
            row.HasIndex(member => member.DisplayName);
        }
    }
}
