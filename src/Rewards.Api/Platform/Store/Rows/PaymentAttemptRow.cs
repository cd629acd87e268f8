using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Api.Platform.Paying;
using Rewards.Domain;
using Rewards.Domain.Paying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>One attempt to pay an order's cash: written before the provider is asked.</summary>
public sealed record PaymentAttemptRow : IMemberRow
{
    public const int LongestUrl = 2048;

    /// <summary>What was begun and not heard of is asked for: the event may be lost.</summary>
    private static readonly TimeSpan LooksUpAfter = TimeSpan.FromMinutes(15);

    /// <summary>And then again.</summary>
    private static readonly TimeSpan LooksUpEvery = TimeSpan.FromMinutes(10);

    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required string OrderId { get; init; }

    /// <summary>From 1, within the order.</summary>
    public required int N { get; init; }

    public required long AmountFen { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required AttemptState State { get; init; }

    /// <summary>JSON, see <see cref="PaymentPage"/>: the provider is asked the same again where its answer was lost.</summary>
    public required string Page { get; init; }

    public string? SessionId { get; init; }

    public string? Url { get; init; }

    public string? PaymentId { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public string? Mismatch { get; init; }

    /// <summary>As long as it is open: when it is to be looked up at the latest. Null: it is settled.</summary>
    public DateTimeOffset? LookUpAt { get; init; }

    public static PaymentAttemptRow From(PaymentAttempt attempt, PaymentPage page, OrderRow order) => new PaymentAttemptRow
    {
        MemberId = order.MemberId,
        Id = attempt.Id,
        OrderId = attempt.OrderId,
        N = attempt.N,
        AmountFen = attempt.Amount.Value,
        CreatedAt = attempt.CreatedAt,
        ExpiresAt = attempt.ExpiresAt,
        State = attempt.State,
        Page = JsonSerializer.Serialize(page),
        LookUpAt = Earlier(attempt.CreatedAt + LooksUpAfter, order.PayUntil!.Value),
    }.With(attempt);

    public PaymentAttemptRow With(PaymentAttempt attempt) => this with
    {
        State = attempt.State,
        SessionId = attempt.SessionId,
        Url = attempt.Url,
        PaymentId = attempt.PaymentId,
        SettledAt = attempt.SettledAt,
        Mismatch = attempt.Mismatch,
        LookUpAt = attempt.State == AttemptState.Open ? LookUpAt : null,
    };

    /// <summary>Looked up now; if it is still open then, again later, and when its order can't be paid any more.</summary>
    public PaymentAttemptRow LookedUpAt(DateTimeOffset now, DateTimeOffset payUntil) => LookUpAt > now
        ? this
        : this with { LookUpAt = now < payUntil ? Earlier(now + LooksUpEvery, payUntil) : now + LooksUpEvery };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    public PaymentWish ToWish() => new(ToAttempt(), JsonSerializer.Deserialize<PaymentPage>(Page)!);

    public PaymentAttempt ToAttempt() => new()
    {
        Id = Id,
        OrderId = OrderId,
        N = N,
        Amount = new Fen(AmountFen),
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        State = State,
        SessionId = SessionId,
        Url = Url,
        PaymentId = PaymentId,
        SettledAt = SettledAt,
        Mismatch = Mismatch,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<PaymentAttemptRow>
    {
        public void Configure(EntityTypeBuilder<PaymentAttemptRow> row)
        {
            row.ToTable("payment_attempt", table => table.HasCheckConstraint("ck_payment_attempt_amount", "amount_fen > 0"));
            row.HasKey(attempt => new { attempt.MemberId, attempt.Id });
            row.HasIndex(attempt => new { attempt.MemberId, attempt.OrderId, attempt.N }).IsUnique();
            row.HasIndex(attempt => attempt.Id);
            row.HasIndex(attempt => attempt.PaymentId).HasFilter("payment_id IS NOT NULL");
            row.HasIndex(attempt => new { attempt.LookUpAt, attempt.Id }).HasFilter("look_up_at IS NOT NULL");
            row.HasIndex(attempt => new { attempt.State, attempt.Id }).HasFilter("state = 'quarantined'");
            row.Property(attempt => attempt.Url).HasMaxLength(LongestUrl);
        }
    }
}
