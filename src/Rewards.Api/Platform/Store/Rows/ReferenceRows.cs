using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A published version of the programme: never changed.</summary>
public sealed class ProgrammeVersionRow : IReferenceRow
{
    public required int Version { get; init; }

    /// <summary>The document as it was published.</summary>
    public required string Document { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProgrammeVersionRow>
    {
        public void Configure(EntityTypeBuilder<ProgrammeVersionRow> row)
        {
            row.ToTable("programme_version").HasKey(version => version.Version);
            row.Property(version => version.Version).ValueGeneratedNever();
        }
    }
}

/// <summary>Persisted by its snake_case name: never renamed.</summary>
public enum MerchantStatus
{
    Active = 1,

    /// <summary>May not quote or redeem; what is under way goes on.</summary>
    Suspended = 2,
}

/// <summary>A partner that redeems points.</summary>
public sealed class MerchantRow : IReferenceRow
{
    public required string Id { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    public required Category Category { get; set; }

    public required MerchantStatus Status { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A public body's venues and services: others are a market's.</summary>
    public bool IsPublic => Category == Category.Public;

    internal sealed class Configuration : IEntityTypeConfiguration<MerchantRow>
    {
        public void Configure(EntityTypeBuilder<MerchantRow> row)
        {
            row.ToTable("merchant").HasKey(merchant => merchant.Id);
            row.Property(merchant => merchant.NameZh).HasMaxLength(BilingualText.LongestCodePoints);
            row.Property(merchant => merchant.NameEn).HasMaxLength(BilingualText.LongestCodePoints);
        }
    }
}

/// <summary>A merchant's credential.</summary>
public sealed class MerchantKeyRow : IReferenceRow
{
    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    /// <summary>SHA-256 of the key, in hex: the key itself is not stored.</summary>
    public required string Hash { get; init; }

    /// <summary>Space-separated.</summary>
    public required string Scopes { get; init; }

    /// <summary>The key's last four characters, to tell keys apart.</summary>
    public required string Hint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<MerchantKeyRow>
    {
        public void Configure(EntityTypeBuilder<MerchantKeyRow> row)
        {
            row.ToTable("merchant_key").HasKey(key => key.Id);
            row.HasIndex(key => key.Hash).IsUnique();
            row.HasIndex(key => key.MerchantId);
        }
    }
}

/// <summary>A fact that the service keeps about itself, see <see cref="ServiceState"/>.</summary>
public sealed class ServiceStateRow : IReferenceRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ServiceStateRow>
    {
        public void Configure(EntityTypeBuilder<ServiceStateRow> row) =>
            row.ToTable("service_state").HasKey(state => state.Name);
    }
}
