using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// The state of a sign-in that came back from WeChat, or a newcomer's step that was taken: none is used twice.
/// </summary>
public sealed class UsedStateRow : IKeyedRow
{
    /// <summary>How long after its beginning a state may still be used.</summary>
    public static readonly TimeSpan StateLives = TimeSpan.FromMinutes(10);

    /// <summary>How long a newcomer may take over the terms.</summary>
    public static readonly TimeSpan StepLives = TimeSpan.FromMinutes(60);

    /// <summary>The state's or step's own random text.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset UsedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<UsedStateRow>
    {
        public void Configure(EntityTypeBuilder<UsedStateRow> row)
        {
            row.ToTable("used_state").HasKey(state => state.Key);
            row.HasIndex(state => state.UsedAt);
        }
    }
}

/// <summary>
/// A secret that WeChat lends for two hours, shared by all processes: WeChat limits how often one may be asked for.
/// </summary>
public sealed class WeChatTokenRow : IKeyedRow
{
    /// <summary>What it is: <c>access_token</c> or <c>jsapi_ticket</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Sealed; empty until WeChat has answered.</summary>
    public string Value { get; set; } = "";

    /// <summary>From then on (inclusive) WeChat refuses it.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>From then on a new one is asked for, while this one still works.</summary>
    public DateTimeOffset RenewAt { get; set; }

    /// <summary>Until then one process is asking for a new one; the others wait, or use the old one.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<WeChatTokenRow>
    {
        public void Configure(EntityTypeBuilder<WeChatTokenRow> row)
        {
            row.ToTable("wechat_token").HasKey(token => token.Key);

            // Of two processes that want to ask, one finds that the other was faster.
            row.Property(token => token.LeaseUntil).IsConcurrencyToken();
        }
    }
}

/// <summary>
/// A code of the sandbox's fake WeChat that nobody has exchanged yet: made by one process, exchanged at any. Deleted
/// with its exchange. Only the sandbox has any.
/// </summary>
public sealed class SandboxCodeRow : IKeyedRow
{
    /// <summary>How long a code may be exchanged: as long as WeChat's own.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(5);

    public const int LongestPerson = 64;

    /// <summary>The code.</summary>
    public required string Key { get; init; }

    /// <summary>Who agreed to sign in, as chosen.</summary>
    public required string Person { get; init; }

    /// <summary>What they agreed to show, in WeChat's words.</summary>
    public required string Scope { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SandboxCodeRow>
    {
        public void Configure(EntityTypeBuilder<SandboxCodeRow> row)
        {
            row.ToTable("sandbox_code").HasKey(code => code.Key);
            row.Property(code => code.Person).HasMaxLength(LongestPerson);
            row.HasIndex(code => code.MadeAt);
        }
    }
}
