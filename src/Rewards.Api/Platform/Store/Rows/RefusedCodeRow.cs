using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// That a till was refused although the member's code was genuine: what the member's page tells. One code may be
/// refused several times. Kept for minutes.
/// </summary>
public sealed class RefusedCodeRow : IAppendOnlyRow
{
    /// <summary>After that long it is no news to anybody.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public required string MemberId { get; init; }

    /// <summary>Sorts by time, and is no other node's.</summary>
    public required string Id { get; init; }

    /// <summary>The code's own random part.</summary>
    public required string Nonce { get; init; }

    /// <summary>The problem's code, as the till was answered.</summary>
    public required string Code { get; init; }

    public required string MerchantId { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RefusedCodeRow>
    {
        public void Configure(EntityTypeBuilder<RefusedCodeRow> row)
        {
            row.ToTable("refused_code").HasKey(refused => new { refused.MemberId, refused.Id });
            row.HasIndex(refused => refused.At);
        }
    }
}
