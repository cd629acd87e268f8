using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>The first answer to a request with an idempotency key: written in the transaction of its effect.</summary>
public sealed class IdempotencyRow : IKeyedRow
{
    /// <summary>Owner, slash, key: a key belongs to its owner over all endpoints.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and raw body.</summary>
    public required byte[] Fingerprint { get; init; }

    public required int Status { get; init; }

    public required byte[] Body { get; init; }

    public string? Location { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IdempotencyRow>
    {
        public void Configure(EntityTypeBuilder<IdempotencyRow> row)
        {
            row.ToTable("idempotency").HasKey(record => record.Key);
            row.HasIndex(record => record.CreatedAt);
        }
    }
}

/// <summary>An order number that a merchant used up: for ever, also after release, expiry or refund.</summary>
public sealed class OrderNumberRow : IKeyedRow
{
    /// <summary>Merchant, slash, order number.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    public required string RedemptionId { get; init; }

    public static string KeyOf(string merchantId, string orderNo) => $"{merchantId}/{orderNo}";

    internal sealed class Configuration : IEntityTypeConfiguration<OrderNumberRow>
    {
        public void Configure(EntityTypeBuilder<OrderNumberRow> row) =>
            row.ToTable("order_number").HasKey(order => order.Key);
    }
}

/// <summary>Where a redemption is: with which member, of which merchant.</summary>
public sealed class RedemptionIndexRow : IKeyedRow
{
    /// <summary>The redemption's id.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    public required string MerchantId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RedemptionIndexRow>
    {
        public void Configure(EntityTypeBuilder<RedemptionIndexRow> row) =>
            row.ToTable("redemption_index").HasKey(index => index.Key);
    }
}

/// <summary>A person's identity at WeChat: one member each.</summary>
public sealed class WeChatIdentityRow : IKeyedRow
{
    /// <summary>
    /// App id, slash, open id: the person as one official account knows them. Or <c>union</c>, slash, union id: as all
    /// accounts of one company know them.
    /// </summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    public static string KeyOf(string appId, string openId) => $"{appId}/{openId}";

    public static string UnionKeyOf(string unionId) => $"union/{unionId}";

    internal sealed class Configuration : IEntityTypeConfiguration<WeChatIdentityRow>
    {
        public void Configure(EntityTypeBuilder<WeChatIdentityRow> row) =>
            row.ToTable("wechat_identity").HasKey(identity => identity.Key);
    }
}

/// <summary>A member code that paid: no code pays twice. Nothing is stored about codes that were only shown.</summary>
public sealed class UsedCodeRow : IKeyedRow
{
    /// <summary>The code's own random part.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset UsedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UsedCodeRow>
    {
        public void Configure(EntityTypeBuilder<UsedCodeRow> row)
        {
            row.ToTable("used_code").HasKey(code => code.Key);
            row.HasIndex(code => code.UsedAt);
        }
    }
}

/// <summary>Whose invite code it is.</summary>
public sealed class InviteCodeRow : IKeyedRow
{
    /// <summary>The code.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<InviteCodeRow>
    {
        public void Configure(EntityTypeBuilder<InviteCodeRow> row) =>
            row.ToTable("invite_code").HasKey(code => code.Key);
    }
}

/// <summary>A browser at a merchant's door, signed in with one of the merchant's keys.</summary>
public sealed class DoorSessionRow : IKeyedRow
{
    /// <summary>SHA-256 of the token, in hex: the token itself is not stored.</summary>
    public required string Key { get; init; }

    /// <summary>Of the merchant's key: with it the session ends.</summary>
    public required string KeyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DoorSessionRow>
    {
        public void Configure(EntityTypeBuilder<DoorSessionRow> row)
        {
            row.ToTable("door_session").HasKey(session => session.Key);
            row.HasIndex(session => session.ExpiresAt);
        }
    }
}

/// <summary>A member's signed-in session.</summary>
public sealed class SessionRow : IKeyedRow
{
    /// <summary>SHA-256 of the token, in hex: the token itself is not stored.</summary>
    public required string Key { get; init; }

    public required string MemberId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SessionRow>
    {
        public void Configure(EntityTypeBuilder<SessionRow> row)
        {
            row.ToTable("session").HasKey(session => session.Key);
            row.HasIndex(session => session.ExpiresAt);
        }
    }
}
