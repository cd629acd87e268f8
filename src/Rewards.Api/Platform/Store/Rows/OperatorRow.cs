using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>What an operator may do. Persisted by its snake_case name: never renamed.</summary>
public enum OperatorRole
{
    /// <summary>Reads everything, changes nothing.</summary>
    Auditor = 1,

    /// <summary>Day-to-day work: adjustments, jobs, verification.</summary>
    Operator = 2,

    /// <summary>The second person: decides about what others asked for.</summary>
    Approver = 3,

    /// <summary>Merchants, keys, programme, operators, and all that an operator does.</summary>
    Admin = 4,
}

/// <summary>What an operator's token opens at an instant. Not persisted: time alone makes one expire.</summary>
public enum OperatorStatus
{
    Active,
    Expired,
    Revoked,
}

/// <summary>A person of the city bureau, with the one token that is theirs.</summary>
public sealed class OperatorRow : IReferenceRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required OperatorRole Role { get; init; }

    /// <summary>SHA-256 of the bearer token, in hex: the token itself is not stored.</summary>
    public required string TokenHash { get; set; }

    /// <summary>The token's last four characters, to tell tokens apart; null: made before these were kept.</summary>
    public string? Hint { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// <c>operator:opr_…</c>, <c>command_line</c> or <c>sandbox</c>; null: made before this was kept.
    /// </summary>
    public string? CreatedBy { get; init; }

    /// <summary>The first instant at which the token opens nothing; null: it has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Of the token that is there now, to the minute: see <c>OperatorUses</c>.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public OperatorStatus StatusAt(DateTimeOffset now) =>
        RevokedAt is not null ? OperatorStatus.Revoked
        : ExpiresAt <= now ? OperatorStatus.Expired
        : OperatorStatus.Active;

    internal sealed class Configuration : IEntityTypeConfiguration<OperatorRow>
    {
        public void Configure(EntityTypeBuilder<OperatorRow> row)
        {
            row.ToTable("operator").HasKey(person => person.Id);
            row.Property(person => person.Name).HasMaxLength(BilingualText.LongestCodePoints);
            row.HasIndex(person => person.TokenHash).IsUnique();
        }
    }
}
