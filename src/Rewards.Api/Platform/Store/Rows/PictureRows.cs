using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A picture that a merchant uploaded: how it is shown, and where. Never changes but for its first use.</summary>
public sealed class PictureRow : IReferenceRow
{
    /// <summary>In characters as people count them.</summary>
    public const int LongestCredit = 60;

    /// <summary>How long a picture may be there that no offer has used.</summary>
    public static readonly TimeSpan KeptUnused = TimeSpan.FromDays(30);

    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    /// <summary>Of what was uploaded: the same again, with the same credit, is the same picture.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Whose it is, to be shown with it; may be empty.</summary>
    public required string Credit { get; init; }

    /// <summary>Key of a <see cref="PictureFileRow"/>.</summary>
    public required string SmallName { get; init; }

    public required int SmallWidth { get; init; }

    public required int SmallHeight { get; init; }

    public required int SmallBytes { get; init; }

    /// <summary>Key of a <see cref="PictureFileRow"/>.</summary>
    public required string LargeName { get; init; }

    public required int LargeWidth { get; init; }

    public required int LargeHeight { get; init; }

    public required int LargeBytes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a version of an offer named it first, and that version is for ever; null: none has.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PictureRow>
    {
        public void Configure(EntityTypeBuilder<PictureRow> row)
        {
            row.ToTable("picture").HasKey(picture => picture.Id);
            row.HasIndex(picture => new { picture.MerchantId, picture.Sha256, picture.Credit }).IsUnique();
            row.Property(picture => picture.Credit).HasMaxLength(LongestCredit * PlainText.CodePointsPerCharacter);

            // What is to be deleted, and whether a file is still anybody's.
            row.HasIndex(picture => new { picture.MerchantId, picture.CreatedAt }).HasFilter("used_at IS NULL")
                .HasDatabaseName("ix_picture_unused");
            row.HasIndex(picture => picture.SmallName);
            row.HasIndex(picture => picture.LargeName);
        }
    }
}

/// <summary>A picture's file, found by its content: who uploads what another one has uploaded adds nothing.</summary>
public sealed class PictureFileRow : IKeyedRow
{
    /// <summary>SHA-256 of the bytes, in hex.</summary>
    public required string Key { get; init; }

    /// <summary>WebP.</summary>
    public required byte[] Bytes { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PictureFileRow>
    {
        public void Configure(EntityTypeBuilder<PictureFileRow> row) =>
            row.ToTable("picture_file").HasKey(file => file.Key);
    }
}
