using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// That the provider told of something: what it is about, never what it said, which has names and addresses in it. What
/// follows is decided by asking.
/// </summary>
public sealed class PaymentEventRow : IKeyedRow
{
    /// <summary>The provider's name for the telling: the same comes more than once.</summary>
    public required string Key { get; init; }

    public required string Type { get; init; }

    /// <summary>The provider's name for what it is about.</summary>
    public required string ObjectId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When what follows was done; null: not yet.</summary>
    public DateTimeOffset? AppliedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PaymentEventRow>
    {
        public void Configure(EntityTypeBuilder<PaymentEventRow> row)
        {
            row.ToTable("payment_event").HasKey(told => told.Key);
            row.HasIndex(told => new { told.ReceivedAt, told.Key }).HasFilter("applied_at IS NULL");
        }
    }
}
