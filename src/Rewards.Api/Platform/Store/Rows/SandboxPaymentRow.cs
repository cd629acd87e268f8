using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>Something that the sandbox's Stripe keeps: a session, a refund, or an answer under its key. Only the sandbox has any.</summary>
public sealed class SandboxPaymentRow : IKeyedRow
{
    /// <summary>Stripe's name for it, or <c>key/</c> and an idempotency key.</summary>
    public required string Key { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; set; }

    /// <summary>Raised with every change: of two that change it at once one does so again.</summary>
    public int Version { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SandboxPaymentRow>
    {
        public void Configure(EntityTypeBuilder<SandboxPaymentRow> row)
        {
            row.ToTable("sandbox_payment").HasKey(kept => kept.Key);
            row.Property(kept => kept.Version).IsConcurrencyToken();
            row.HasIndex(kept => kept.MadeAt);
        }
    }
}
