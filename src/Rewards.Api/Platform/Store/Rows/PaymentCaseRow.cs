using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rewards.Domain;
using Rewards.Domain.Paying;

namespace Rewards.Api.Platform.Store.Rows;

/// <summary>Money that a person has to look at, and what two of them decided.</summary>
public sealed record PaymentCaseRow : IMemberRow
{
    /// <summary>In characters as people count them; the column counts code points.</summary>
    public const int LongestReason = 500;

    public required string MemberId { get; init; }

    /// <summary>Made when it was opened: ids sort by time.</summary>
    public required string Id { get; init; }

    public required PaymentCaseKind Kind { get; init; }

    public required PaymentCaseStatus Status { get; init; }

    public required string OrderId { get; init; }

    public required string AttemptId { get; init; }

    public string? RefundId { get; init; }

    public string? DisputeId { get; init; }

    public DisputeState? Dispute { get; init; }

    public required long AmountFen { get; init; }

    public string? Cause { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public CaseDecision? Decision { get; init; }

    public string? Reason { get; init; }

    public string? RequestedBy { get; init; }

    public DateTimeOffset? RequestedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public static PaymentCaseRow From(PaymentCase @case, string memberId) => new PaymentCaseRow
    {
        MemberId = memberId,
        Id = @case.Id,
        Kind = @case.Kind,
        Status = @case.Status,
        OrderId = @case.OrderId,
        AttemptId = @case.AttemptId,
        RefundId = @case.RefundId,
        DisputeId = @case.DisputeId,
        AmountFen = @case.Amount.Value,
        Cause = @case.Cause,
        OpenedAt = @case.OpenedAt,
    }.With(@case);

    /// <summary>With what the provider and operators decide.</summary>
    public PaymentCaseRow With(PaymentCase @case) => this with
    {
        Status = @case.Status,
        Dispute = @case.Dispute,
        Decision = @case.Decision,
        Reason = @case.Reason,
        RequestedBy = @case.RequestedBy,
        RequestedAt = @case.RequestedAt,
        DecidedBy = @case.DecidedBy,
        DecidedAt = @case.DecidedAt,
    };

    public PaymentCase ToCase() => new()
    {
        Id = Id,
        Kind = Kind,
        Status = Status,
        OrderId = OrderId,
        AttemptId = AttemptId,
        RefundId = RefundId,
        DisputeId = DisputeId,
        Dispute = Dispute,
        Amount = new Fen(AmountFen),
        Cause = Cause,
        OpenedAt = OpenedAt,
        Decision = Decision,
        Reason = Reason,
        RequestedBy = RequestedBy,
        RequestedAt = RequestedAt,
        DecidedBy = DecidedBy,
        DecidedAt = DecidedAt,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<PaymentCaseRow>
    {
        public void Configure(EntityTypeBuilder<PaymentCaseRow> row)
        {
            row.ToTable("payment_case", table =>
            {
                table.HasCheckConstraint(
                    "ck_payment_case_status",
                    "(status = 'open') = (requested_by IS NULL) AND (status = 'resolved') = (decided_by IS NOT NULL) "
                    + "AND (requested_by IS NULL) = (decision IS NULL)");
                table.HasCheckConstraint("ck_payment_case_two_persons", "decided_by <> requested_by");
            });
            row.HasKey(one => new { one.MemberId, one.Id });
            row.HasIndex(one => new { one.MemberId, one.OrderId });
            row.HasIndex(one => one.Id);
            row.HasIndex(one => new { one.Kind, one.Id }).HasFilter("status <> 'resolved'");
            row.Property(one => one.Reason).HasMaxLength(LongestReason * PlainText.CodePointsPerCharacter);
        }
    }
}
