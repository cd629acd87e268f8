using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>Where something takes place. What the source does not say is null.</summary>
public sealed class VenueRow : IReferenceRow
{
    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    public string? District { get; set; }

    public string? Address { get; set; }

    public string? OpeningNote { get; set; }

    /// <summary>JSON, see <see cref="SupplyJson"/>.</summary>
    public required string Closures { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<VenueRow>
    {
        public void Configure(EntityTypeBuilder<VenueRow> row)
        {
            row.ToTable("venue").HasKey(venue => venue.Id);
            row.Property(venue => venue.NameZh).HasMaxLength(BilingualText.LongestCodePoints);
            row.Property(venue => venue.NameEn).HasMaxLength(BilingualText.LongestCodePoints);
        }
    }
}

/// <summary>What can be had. Its content is a version.</summary>
public sealed class OfferRow : IReferenceRow
{
    public required string Id { get; init; }

    public required string MerchantId { get; init; }

    public string? VenueId { get; init; }

    public required OfferKind Kind { get; init; }

    public required Supply Supply { get; init; }

    /// <summary>The version that members see; null: none yet.</summary>
    public int? LiveVersion { get; set; }

    /// <summary>The version that waits for an operator; null: none.</summary>
    public int? SubmittedVersion { get; set; }

    public required int NewestVersion { get; set; }

    /// <summary>Shown to nobody before; null: as soon as a version is live.</summary>
    public DateTimeOffset? PublishAt { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>For ever.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Why an operator closed it; null: nobody said.</summary>
    public string? ClosedReason { get; set; }

    /// <summary>Invented, for trying things out.</summary>
    public bool IsSample { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The catalogue's number when it was last changed: what is newer than what is known is read again.</summary>
    public required long ChangedNo { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OfferRow>
    {
        public void Configure(EntityTypeBuilder<OfferRow> row)
        {
            row.ToTable("offer").HasKey(offer => offer.Id);
            row.HasIndex(offer => new { offer.MerchantId, offer.Id });
            row.HasIndex(offer => offer.ChangedNo);
        }
    }
}

/// <summary>Persisted by its snake_case name: never renamed.</summary>
public enum OfferVersionState
{
    Draft = 1,

    /// <summary>Waits for an operator.</summary>
    Submitted = 2,
    Approved = 3,
    Rejected = 4,
}

/// <summary>Why an operator rejects a version. Persisted by its snake_case name: never renamed.</summary>
public enum OfferRejection
{
    Misleading = 1,
    Incomplete = 2,
    Price = 3,
    NotCulture = 4,
    Picture = 5,
    Other = 6,
}

/// <summary>A content of an offer. The content never changes; what was decided about it does.</summary>
public sealed class OfferVersionRow : IReferenceRow
{
    public required string OfferId { get; init; }

    /// <summary>From 1, rising by 1.</summary>
    public required int N { get; init; }

    /// <summary>JSON, see <see cref="SupplyJson"/>.</summary>
    public required string Content { get; init; }

    public required OfferVersionState State { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who approved or rejected it; <c>system</c>: nothing guarded had changed.</summary>
    public string? DecidedBy { get; set; }

    public OfferRejection? ReasonCode { get; set; }

    public string? Note { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OfferVersionRow>
    {
        public void Configure(EntityTypeBuilder<OfferVersionRow> row)
        {
            row.ToTable("offer_version", table => table.HasCheckConstraint(
                "ck_offer_version_decided", "(state IN ('approved', 'rejected')) = (decided_at IS NOT NULL)"));
            row.HasKey(version => new { version.OfferId, version.N });
            row.HasIndex(version => new { version.State, version.SubmittedAt });
            row.Property(version => version.Note)
                .HasMaxLength(OfferContent.LongestNote * PlainText.CodePointsPerCharacter);
        }
    }
}

/// <summary>How slots of an offer are made.</summary>
public sealed class SlotTemplateRow : IReferenceRow
{
    public required string Id { get; init; }

    public required string OfferId { get; init; }

    /// <summary>JSON, see <see cref="SupplyJson"/>.</summary>
    public required string Template { get; init; }

    /// <summary>How many days ahead there are slots, today included; null: it made its slots once.</summary>
    public int? DaysAhead { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It makes no more slots; those that it made stay.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SlotTemplateRow>
    {
        public void Configure(EntityTypeBuilder<SlotTemplateRow> row)
        {
            row.ToTable("slot_template").HasKey(template => template.Id);
            row.HasIndex(template => template.OfferId);
        }
    }
}

/// <summary>How many there are of goods, and how many are taken.</summary>
public sealed record StockRow : IKeyedRow, ICounterRow
{
    /// <summary>The offer's id.</summary>
    public required string Key { get; init; }

    public required long Taken { get; init; }

    public required long Most { get; init; }

    public ICounterRow Plus(long amount) => this with { Taken = Taken + amount };

    internal sealed class Configuration : IEntityTypeConfiguration<StockRow>
    {
        public void Configure(EntityTypeBuilder<StockRow> row)
        {
            row.ToTable("stock", table => table.HasCheckConstraint("ck_stock_taken", "taken BETWEEN 0 AND most"));
            row.HasKey(stock => stock.Key);
        }
    }
}
