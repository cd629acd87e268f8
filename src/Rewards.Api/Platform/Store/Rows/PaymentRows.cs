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
        LookUpAt = order.PayUntil,
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
            row.HasIndex(attempt => new { attempt.LookUpAt, attempt.Id }).HasFilter("look_up_at IS NOT NULL");
            row.HasIndex(attempt => new { attempt.State, attempt.Id }).HasFilter("state = 'quarantined'");
            row.Property(attempt => attempt.Url).HasMaxLength(LongestUrl);
        }
    }
}

/// <summary>Money that goes back to who paid it.</summary>
public sealed record CashRefundRow : IMemberRow
{
    public required string MemberId { get; init; }

    public required string Id { get; init; }

    public required string OrderId { get; init; }

    public required string AttemptId { get; init; }

    public required long AmountFen { get; init; }

    public required RefundCause Cause { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required CashRefundState State { get; init; }

    public required int Tries { get; init; }

    public string? ProviderId { get; init; }

    /// <summary>When it is to be sent or looked up; null: it is over.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public static CashRefundRow From(CashRefund refund, string memberId) => new CashRefundRow
    {
        MemberId = memberId,
        Id = refund.Id,
        OrderId = refund.OrderId,
        AttemptId = refund.AttemptId,
        AmountFen = refund.Amount.Value,
        Cause = refund.Cause,
        CreatedAt = refund.CreatedAt,
        State = refund.State,
        Tries = refund.Tries,
    }.With(refund, refund.CreatedAt);

    /// <param name="refund">As it is now.</param>
    /// <param name="dueAt">When the next is to be done, if it is not over.</param>
    public CashRefundRow With(CashRefund refund, DateTimeOffset dueAt) => this with
    {
        State = refund.State,
        Tries = refund.Tries,
        ProviderId = refund.ProviderId,
        DueAt = refund.State == CashRefundState.Pending ? dueAt : null,
    };

    public CashRefund ToRefund() => new()
    {
        Id = Id,
        OrderId = OrderId,
        AttemptId = AttemptId,
        Amount = new Fen(AmountFen),
        Cause = Cause,
        CreatedAt = CreatedAt,
        State = State,
        Tries = Tries,
        ProviderId = ProviderId,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<CashRefundRow>
    {
        public void Configure(EntityTypeBuilder<CashRefundRow> row)
        {
            row.ToTable("cash_refund", table => table.HasCheckConstraint("ck_cash_refund_amount", "amount_fen > 0"));
            row.HasKey(refund => new { refund.MemberId, refund.Id });
            row.HasIndex(refund => new { refund.MemberId, refund.OrderId });
            row.HasIndex(refund => new { refund.DueAt, refund.Id }).HasFilter("due_at IS NOT NULL");
            row.HasIndex(refund => new { refund.State, refund.Id }).HasFilter("state = 'failed'");
        }
    }
}

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
