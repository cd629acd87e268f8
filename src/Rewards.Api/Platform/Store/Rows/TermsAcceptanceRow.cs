using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// That a member accepted a version of the terms and of the privacy notice, and when. Kept for every version.
/// </summary>
public sealed class TermsAcceptanceRow : IAppendOnlyRow
{
    public required string MemberId { get; init; }

    /// <summary>From 1, rising by 1.</summary>
    public required int Version { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TermsAcceptanceRow>
    {
        public void Configure(EntityTypeBuilder<TermsAcceptanceRow> row) =>
            row.ToTable("terms_acceptance").HasKey(acceptance => new { acceptance.MemberId, acceptance.Version });
    }
}
