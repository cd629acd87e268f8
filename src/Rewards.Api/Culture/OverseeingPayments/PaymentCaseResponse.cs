using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.OverseeingPayments;

/// <param name="Id" example="pcs_01m6a6ft00e8cr5n3j7k2q9w4x">The case.</param>
/// <param name="State" example="disputed">Why a person has to look.</param>
/// <param name="Status" example="open">How it stands.</param>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Whose order it is.</param>
/// <param name="OrderId" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">The order.</param>
/// <param name="AttemptId" example="pat_01m6a6ft00e8cr5n3j7k2q9w4x">What was paid.</param>
/// <param name="RefundId">What failed to go back; null: it is not about that.</param>
/// <param name="DisputeId">The provider's name for the dispute; null: it is not about one.</param>
/// <param name="DisputeStatus">How the dispute stands at the provider; null: it is not about one.</param>
/// <param name="AmountFen" example="7000">What it is about, in fen; where another currency was paid, in its smallest unit.</param>
/// <param name="Cause" example="null">What differs from what was asked for: amount, currency, mode, order or payment; null: nothing.</param>
/// <param name="OpenedAt">When (UTC).</param>
/// <param name="Decisions">What can be decided as it stands now.</param>
/// <param name="Decision">What was proposed or decided; null: nothing.</param>
/// <param name="Reason">Why; null: nothing was.</param>
/// <param name="RequestedBy" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9c">Who proposed it; null: nobody.</param>
/// <param name="RequestedAt">When (UTC).</param>
/// <param name="DecidedBy" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9d">Who agreed; null: nobody yet.</param>
/// <param name="DecidedAt">When (UTC).</param>
public sealed record PaymentCaseResponse(
    string Id,
    PaymentCaseKind State,
    PaymentCaseStatus Status,
    string MemberId,
    string OrderId,
    string AttemptId,
    string? RefundId,
    string? DisputeId,
    DisputeState? DisputeStatus,
    long AmountFen,
    string? Cause,
    DateTimeOffset OpenedAt,
    IReadOnlyList<CaseDecision> Decisions,
    CaseDecision? Decision,
    string? Reason,
    string? RequestedBy,
    DateTimeOffset? RequestedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt)
{
    internal static PaymentCaseResponse From(PaymentCaseRow row) => new(
        row.Id,
        row.Kind,
        row.Status,
        row.MemberId,
        row.OrderId,
        row.AttemptId,
        row.RefundId,
        row.DisputeId,
        row.Dispute,
        row.AmountFen,
        row.Cause,
        row.OpenedAt,
        row.Status == PaymentCaseStatus.Open ? row.ToCase().Possible : [],
        row.Decision,
        row.Reason,
        row.RequestedBy,
        row.RequestedAt,
        row.DecidedBy,
        row.DecidedAt);
}
