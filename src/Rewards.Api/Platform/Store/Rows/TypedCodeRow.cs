using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// Ten digits that a till may type for a member code: the same code, with the same end, used up together with it.
/// </summary>
public sealed class TypedCodeRow : IKeyedRow
{
    /// <summary>The digits.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    /// <summary>The code's own random part.</summary>
    public required string Nonce { get; init; }

    /// <summary>UTC instant from which on (inclusive) it is too old.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TypedCodeRow>
    {
        public void Configure(EntityTypeBuilder<TypedCodeRow> row)
        {
            row.ToTable("typed_code").HasKey(code => code.Key);
            row.HasIndex(code => code.ExpiresAt);
        }
    }
}
