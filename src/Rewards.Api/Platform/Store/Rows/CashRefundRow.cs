using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Paying;

namespace Rewards.Api.Platform.Store.Rows;

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
            row.HasIndex(refund => refund.Id);
            row.HasIndex(refund => new { refund.DueAt, refund.Id }).HasFilter("due_at IS NOT NULL");
            row.HasIndex(refund => new { refund.State, refund.Id }).HasFilter("state = 'failed'");
        }
    }
}
