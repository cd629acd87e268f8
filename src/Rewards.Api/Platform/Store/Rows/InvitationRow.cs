using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>A friend who registered with a member's invite code.</summary>
public sealed class InvitationRow : IAppendOnlyRow
{
    /// <summary>The inviter.</summary>
    public required string MemberId { get; init; }

    public required string FriendId { get; init; }

    /// <summary>As the inviter sees it: masked.</summary>
    public required string FriendName { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>0 when it was not credited, and then for ever.</summary>
    public required long Points { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<InvitationRow>
    {
        public void Configure(EntityTypeBuilder<InvitationRow> row) =>
            row.ToTable("invitation").HasKey(invitation => new { invitation.MemberId, invitation.FriendId });
    }
}
